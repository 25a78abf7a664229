// The parts of docs/accuracy.md that do not change with the recordings: method, published figures, limits.

/** How figures come about. */
export const METHOD = `Every figure is printed by \`npm run accuracy\` over recordings with a reference; \`npm run accuracy -- --data DIR\` makes the
same report from your own ([how](guides/validate-with-your-data.md)). Differences are ours − reference. A stride is matched by the middle of its swing, a contact by
the middle of the contact, one to one within 0.15 s; *located* matches the middle of midstance to midstance within 0.35 s,
which tells a lost stride from a misplaced contact. SD is over all strides, SD within leaves each recording's own bias out,
the 95 % limits are bias ± 1.96 SD. *In 90 % interval* is the share of strides whose stated interval holds the reference
(0.85–0.95 is right); *MAE, best 9/10* withholds the tenth with the lowest quality.`;

/** What others reached, with their conditions; not measured by us. */
export const PUBLISHED_FIGURES = `## Published figures, for comparison

Measured by others on their own people and devices; not comparable figure by figure.

| quantity | figure | people, device, reference | source |
| --- | --- | --- | --- |
| initial / terminal contact, running | precision 2 ± 1 / 4 ± 2 ms | 41 adults, foot IMU, instrumented treadmill | Falbriard 2018, Front Physiol 9:610 |
| contact, flight and step time, running | bias under 12 ± 10 ms, precision under 4 ± 3 ms | the same | the same |
| contact time, products | RunScribe −2.3 %, Stryd −5.2 % | treadmill | García-Pinillos 2019, PLoS ONE 14:e0222872 |
| stride length, running | 0.022 ± 0.157 m | 27 runners, sensor in the midsole | Zrenner 2018, Sensors 18:4194 |
| speed overground | 0.08 ± 0.10 m/s; personalised 0.00 ± 0.01 | foot IMU, GNSS as teacher | Falbriard 2021, Front Sports Act Living 3:585809 |
| sprint stride length, 7–8.4 m/s | limits ± 6.3 to ± 8.5 % | foot IMU | de Ruiter 2022, Sensors 22:376 |
| strike angle | 2.0 ± 5.9°, precision 1.6 ± 1.1° | foot IMU, motion capture | Falbriard 2020, Front Bioeng 8:65 |
| rearfoot or not | 92 % | foot IMU | van Werkhoven 2019, Sports 7:184 |`;

/** What nobody should read into the figures. */
export const LIMITS_OF_THIS_REPORT = `## What this does not show

- Running contact time, strike angle and eversion have references on **virtual** IMUs only: made from markers, without
  sensor noise, bias, clipping or the shoe's own movement. No free recording of a real in-sole IMU with force plates exists.
- Force-plate contact at 50 N from 300 Hz plates is no better than about ± 10 ms absolute.
- Few people: see *persons* in each heading. Coefficients from fewer than five people are priors, not calibrations.
- Overground running above 4.6 m/s, slopes, trails, children, gait disorders and prostheses have no reference here.
- Stairs are judged by the recording's name and the engine's own height change.
- Turn angle, peak eversion velocity and impact are not validated and are marked *estimate*.`;
