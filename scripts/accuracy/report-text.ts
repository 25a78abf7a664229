// The parts of docs/accuracy.md that do not change with the recordings: method, published figures, limits.

/** How figures come about. */
export const METHOD = `Every figure is printed by \`npm run accuracy\` over recordings with a reference; \`npm run accuracy -- --data DIR\` makes
the same report from your own ([how](guides/validate-with-your-data.md)). Differences are ours − reference. A stride
is matched by the middle of its swing, a contact by the middle of the contact, one to one within 0.15 s; *located*
matches the middle of midstance to midstance within 0.35 s, which tells a lost stride from a misplaced contact. SD is
over all strides, SD within leaves each recording's own bias out, the 95 % limits are bias ± 1.96 SD. *In 90 %
interval* is the share of strides whose stated interval holds the reference (0.85–0.95 is right), *with reference* the
same with the reference's own error joined to it, *left out* the same with widths scaled by all other trials (people)
of the set; *MAE, best 9/10* withholds the tenth with the lowest quality.`;

/** What nobody should read into the figures. */
export const LIMITS_OF_THIS_REPORT = `## What this does not show

- Running contact times, strike angle, eversion and clearance have references on **virtual** IMUs only: made from markers
  that were filtered at 24 or 40 Hz, without a sensor's noise, bias, clipping or the shoe's own movement; *Under stress* adds
  the first three. No free recording of a real in-sole IMU with force plates exists.
- A force plate of 300 Hz at 50 N is no better than about ± 10 ms absolute: the same foot passes 20 N one to seven
  milliseconds earlier and leaves three to eleven later.
- Few people: *persons* in each heading and table. Coefficients from fewer than five people are priors, not calibrations.
- Real running is one person on a short overground course with turns, 1.2–2.2 m/s, whose gyroscope and accelerometer clip.
- Not validated, because nothing here has a reference: running above 4.6 m/s, slopes, trails, sand and snow, children, old
  age, gait disorders, prostheses; sensors under the arch of a real shoe; hours; cold and heat.
- Stairs are judged by the recording's name and the engine's own height change.
- Turn angle, height change, peak eversion velocity and impact are not validated and are marked *estimate*; so are power,
  stiffness and everything else that a model makes of these figures.
- The walking references disagree with each other by 10 to 20 ms (docs/decisions/0005), light barriers with both by 60 to
  80 ms, and the swing intervals of *pyshoe-vicon* are a marker's (docs/decisions/0008).`;
