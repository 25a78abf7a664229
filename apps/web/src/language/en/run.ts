// English of the run page and its stride table. Quantities come in as finished text with their unit.
import { pluralOf } from "../plural.ts";

const plural = pluralOf("en");
const Feet = { left: "Left foot", right: "Right foot" };
type Side = "left" | "right";

/** What the sheet of one figure says. */
const figures = {
  distance: {
    name: "Distance",
    what: "The way your feet went, horizontally, walking, running and on stairs together.",
    how: "Each stride is measured from one moment of standing still on the ground to the next: the sensor adds up acceleration twice, and the standstill takes the drift out. With two feet the mean of both counts, never the sum.",
    use: "No satellite is needed, so it also holds on a treadmill, in a tunnel and among tall buildings. A small, steady error per stride is the same on every run, so your own runs compare better than the figure alone suggests.",
    oneFoot: "One foot gives the distance as well as two; only sharp turns are a little less sure.",
  },
  duration: {
    name: "Time",
    what: "From the first sample of the recording to the last, standing still included.",
    how: "Taken from the recording's own clock. Moving time, when shown, is the time of the strides that count for the distance.",
    use: "Compare it with the moving time to see how long you stood.",
    oneFoot: "One foot changes nothing here.",
  },
  pace: {
    name: "Pace",
    what: "The pace of your typical running stride: half were faster, half slower. Standing and walking breaks do not slow it down.",
    how: "Length of each stride over its time, both from the same pair of standstills.",
    use: "It answers at once when you speed up, stride by stride. Most other figures change with it, so compare form at like pace.",
    oneFoot: "One foot is enough: both feet of a body travel at one speed.",
  },
  cadence: {
    name: "Cadence",
    what: "Steps of both feet in a minute.",
    how: "Two steps to each stride; a stride lasts from one touch of the ground to the next of the same foot.",
    use: "It rises with pace and with shorter strides. There is no number that is right for everybody; look at how steady it is, and at how it drifts when you tire.",
    oneFoot: "From one foot the steps of the other are assumed, so cadence is twice its strides.",
  },
  groundContactTime: {
    name: "Ground contact",
    what: "How long a foot stays on the ground in one step.",
    how: "From the sole's first touch to its leaving, both seen in the rotation and the jolt of the foot.",
    use: "It gets shorter as you run faster. At like pace, a change over the run or between the feet is what to look at.",
    oneFoot: "One foot tells its own contact only; the balance between the feet needs two.",
  },
  flightTime: {
    name: "Flight",
    what: "How long both feet are in the air between two steps.",
    how: "Time from one foot's touch to the other's, minus contact. It needs two feet on one clock.",
    use: "Walking has none. It grows with speed and with a springier stride.",
    oneFoot: "From one foot it is half a stride minus contact, as if the other foot moved alike.",
  },
  strideLength: {
    name: "Stride length",
    what: "The way one foot travels from standing still to standing still: two steps.",
    how: "The path of the foot through the air, from acceleration and rotation, tied to the ground at both ends.",
    use: "Pace is stride length times strides a minute. Which of the two grows when you speed up is your own style.",
    oneFoot: "One foot is enough; left against right needs two.",
  },
  footStrikeAngle: {
    name: "Foot strike",
    what: "The angle of the sole as it touches the ground, against the same sole lying flat a moment later. Positive is toe up: the heel lands first.",
    how: "Rotation of the shoe between the touch and its flat instant in the same step, so mounting and slope cancel.",
    use: "Above 8° the heel lands first, below −1.6° the forefoot, between them the middle. None of them is better; a shift with speed, shoes or tiredness is worth knowing.",
    oneFoot: "One foot tells its own angle; feet often differ by a few degrees.",
  },
};

export const run = {
  units: { ms: "ms", degrees: "°", g: "g", spm: "steps/min" },
  loading: "Opening the run…",
  missingTitle: "This run is not on this device",
  missingText: "It was deleted, or it lives on another device. Runs stay where they were imported.",
  openFailed: "The run could not be opened.",
  untitled: "Run",
  noStridesTitle: "No strides in this recording",
  noStridesText: "The foot rested, or the file is not of a foot. What the recording says of itself is below.",

  head: {
    guessedDate: "date guessed",
    guessedDateWhy: {
      "file-date": "The recording holds no date; this is when its file was last changed.",
      import: "The recording holds no date; this is when you imported it.",
    },
    changeDate: "Change date",
    menu: "What to do with this run",
    rename: "Rename",
    name: "Name",
    save: "Save",
    date: "Date and time",
    sides: "Left and right",
    sidesOneTitle: "Which foot is it?",
    sidesTwoTitle: "Are the feet the wrong way round?",
    sidesText: "The run is analysed anew from the samples kept on this device.",
    sidesNoSamples:
      "The samples were given up, so the sides cannot be changed any more. Import the files again to do so.",
    swap: "Swap left and right",
    isLeft: "It is the left foot",
    isRight: "It is the right foot",
    busySides: "Analysing anew…",
    exportCsv: "Strides as CSV",
    exportJson: "Analysis as JSON",
    giveUp: "Free up space",
    giveUpTitle: "Give up the raw samples?",
    giveUpText: (size: string) =>
      `Frees ${size}. All figures and strides stay; sides can no longer be changed and the run cannot be analysed anew.`,
    giveUpConfirm: "Give up samples",
    givenUp: "Samples given up.",
    remove: "Delete run",
    removed: "Run deleted.",
    saved: "Saved.",
    failed: "That did not work. Nothing was changed.",
  },

  insight: {
    label: "Only your shoe could tell",
    contactBalance: (longer: Side, ms: string, percent: string) =>
      `Your ${longer} foot stays on the ground ${ms} (${percent}) longer than your ${longer === "left" ? "right" : "left"} one.`,
    contactDriftLonger: (ms: string) =>
      `In the last third your feet stay on the ground ${ms} longer than in the first, at nearly the same pace.`,
    contactDriftShorter: (ms: string) =>
      `In the last third your feet leave the ground ${ms} sooner than in the first, at nearly the same pace.`,
    strikeShiftFlatter: (degrees: string, slow: string, fast: string) =>
      `At ${fast} your foot lands ${degrees} flatter than at ${slow}.`,
    strikeShiftSteeper: (degrees: string, slow: string, fast: string) =>
      `At ${fast} your toes point ${degrees} higher at landing than at ${slow}.`,
    airShare: (percent: string) => `You were in the air for ${percent} of your running time.`,
    groundShare: (percent: string) => `Each foot was on the ground for ${percent} of your walking time.`,
    basis: (strides: string, count: number) =>
      `Read from ${plural(count, { one: "one stride", other: `${strides} strides` })}. An observation, not advice.`,
  },

  figures,
  figure: {
    title: "The figures",
    leadRun: "Medians of your running strides, but for distance and time. Tap one: what it is, how sure.",
    leadWalk: "Medians of your walking strides, but for distance and time. Tap one: what it is, how sure.",
    leadStairs: "Medians of your strides on stairs, but for distance and time. Tap one: what it is, how sure.",
    estimateText: "Marked as an estimate: compared with references on computed sensor signals only, or a model.",
    what: "What it is",
    how: "How it was measured",
    sure: "How sure",
    use: "What it is good for",
    oneFoot: "One foot or two",
    source: "Where the accuracy comes from",
    ofTotal: (value: string, halfWidth: string) =>
      `The true total lies within ± ${halfWidth} of ${value} in nine cases of ten.`,
    ofStride: (halfWidth: string) =>
      `A single stride is known to ± ${halfWidth} in nine cases of ten. The median over many strides is steadier than that.`,
    exact: "Read from the clock: exact to the shown second.",
    noWidth: "How far off it may be is not known, so nothing is claimed.",
    spread: (low: string, high: string) => `Eight of ten of your strides were between ${low} and ${high}.`,
    pictureLabel: (value: string, halfWidth: string) => `${value}, plus or minus ${halfWidth}`,
    measuredReal: (bias: string, spread: string, strides: number, persons: number) =>
      `Ours against motion capture, real sensor: off by ${bias} on average, ± ${spread} from stride to stride (${strides} strides, ${plural(persons, { one: "one person", other: `${persons} persons` })}).`,
    measuredVirtual: (bias: string, spread: string, strides: number, persons: number) =>
      `Ours against force plates and motion capture, with sensor signals computed from the capture, no real sensor: off by ${bias} on average, ± ${spread} from stride to stride (${strides} strides, ${plural(persons, { one: "one person", other: `${persons} persons` })}).`,
    measuredTrials: (error: string, trials: number, persons: number) =>
      `Ours against motion capture, real sensor: ${error} off on average over ${trials} trials of ${plural(persons, { one: "one person", other: `${persons} persons` })}.`,
    fewPersons: "So few people are a beginning, not a proof for you.",
    clock: "A clock needs no comparison.",
    published: "Published for foot sensors in general:",
    literature: {
      distance: "Zrenner 2018, Sensors 18:4194",
      duration: "",
      pace: "Falbriard 2021, Front Sports Act Living 3:585809",
      cadence: "Falbriard 2018, Front Physiol 9:610",
      groundContactTime: "Falbriard 2018, Front Physiol 9:610",
      flightTime: "Falbriard 2018, Front Physiol 9:610",
      strideLength: "Zrenner 2018, Sensors 18:4194",
      footStrikeAngle: "Falbriard 2020, Front Bioeng Biotechnol 8:65; cuts after Altman & Davis 2012",
    },
    whyMissing: {
      none: "Not measured in this recording.",
      noStrides: "No running, walking or stairs were found.",
      flightWalk: "Walking has no flight: one foot is always on the ground.",
      flightSync: "The clocks of the two feet do not agree well enough.",
    },
  },

  bands: {
    title: "Walking, running, stairs",
    label: (parts: string) => `Activities over time: ${parts}`,
    walk: "Walking",
    run: "Running",
    "stairs-up": "Stairs up",
    "stairs-down": "Stairs down",
    other: "Other",
    still: "Still",
  },

  charts: {
    title: "Pace and form",
    hint: "Drag along the charts: one cursor for all. Pinch or use + and − to zoom.",
    byDistance: "Distance",
    byTime: "Time",
    axis: "Along",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    whole: "Whole run",
    cursor: "Place in the run",
    at: "At",
    valueText: (place: string, parts: string) => `${place}: ${parts}`,
    summary: (name: string, low: string, high: string) => `${name}: between ${low} and ${high}.`,
    asTable: "The same values are in the stride table.",
    cloud: "One dot is one stride; lines are medians.",
    thinned: (step: number) => `One of ${step} strides is drawn; zoom in for all.`,
    tooShort: "The run is too short for lines; its strides are dots.",
    speedMps: "Pace",
    cadenceSpm: "Cadence",
    groundContactTimeMs: "Ground contact",
    strideLengthMeters: "Stride length",
    footStrikeAngleDeg: "Strike angle",
    eversionExcursionDeg: "Shoe roll",
    impactPeakG: "Impact",
    clearanceMeters: "Foot clearance",
    heightMeters: "Height against the start",
  },

  foot: {
    title: "Your foot on the ground",
    strike: "Landing, from the side",
    roll: "Roll after landing, from behind",
    stride: (index: string, count: string) => `Stride ${index} of ${count}`,
    play: "Play strides",
    pause: "Pause",
    previous: "Stride before",
    next: "Next stride",
    noAngle: "not measured in this stride",
    pictureStrike: (side: Side, angle: string) => `${Feet[side]} at landing: sole at ${angle} to the ground`,
    pictureRoll: (side: Side, angle: string) => `${Feet[side]} from behind: rolls ${angle} inward after landing`,
    rollNote:
      "Drawn flat where it has rolled furthest; the dashed line is its heel at landing. Shoe against ground, not against your shin: an estimate.",
    fanNote: "The wedge is the 90 % interval of this one stride.",
    patterns: {
      rearfoot: "heel first",
      midfoot: "midfoot",
      forefoot: "forefoot first",
      uncertain: "near a border",
    },
  },

  path: {
    title: "The way of your foot through the air",
    side: "From the side",
    above: "From above",
    typical: "typical stride",
    band: "middle 80 % of strides",
    current: "stride under the cursor",
    clearance: (height: string) => `highest ${height}`,
    missing: "This run was imported without its paths, or the strides were too few.",
    scaleForward: (length: string) => `${length} forward`,
    scaleUp: (length: string) => `${length} up`,
    scaleAcross: (length: string) => `${length} across`,
    stretched: (times: string) => `Drawn ${times}× stretched across the way, so that it can be seen.`,
    pictureSide: (side: Side, height: string) => `${Feet[side]} from the side: rises ${height} at its highest`,
    pictureAbove: (side: Side, width: string) => `${Feet[side]} from above: swings ${width} to the side`,
    inside: "inward",
    outside: "outward",
  },

  balance: {
    title: "Left and right",
    needsTwo:
      "Only one foot was recorded. With a second sensor this shows contact, strike, roll and stride length of both feet side by side, and whether they differ for sure.",
    sureMore: (side: Side, amount: string) => `${Feet[side]} ${amount} more`,
    notSure: "no sure difference",
    sure: "surely different",
    median: "median",
    difference: "Difference",
    picture: (name: string, left: string, right: string) => `${name}: left median ${left}, right median ${right}`,
    note: "Sure means: more than twice its standard error. Feet that differ a little are normal.",
    groundContactTimeMs: "Ground contact",
    swingTimeMs: "Swing",
    strideTimeMs: "Stride time",
    strideLengthMeters: "Stride length",
    speedMps: "Pace",
    heightChangeMeters: "Height change",
    clearanceMeters: "Foot clearance",
    turnDeg: "Turn",
    footStrikeAngleDeg: "Foot strike angle",
    eversionExcursionDeg: "Shoe roll",
    impactPeakG: "Impact",
  },

  spread: {
    title: "How your strides spread",
    strike: "Where the foot lands first",
    strikeShare: (name: string, percent: string) => `${name} ${percent}`,
    usual: (low: string, high: string) => `8 of 10: ${low} to ${high}`,
    picture: (name: string, low: string, median: string, high: string) =>
      `${name}: one of ten strides below ${low}, half below ${median}, one of ten above ${high}`,
    uncertainNote: "“Near a border” are strides whose angle is too close to a limit to be told apart.",
  },

  warnings: {
    title: (count: number) =>
      plural(count, { one: "One thing to know about this run", other: `${count} things to know about this run` }),
    moreTitle: (count: number) =>
      plural(count, { one: "One more thing to know", other: `${count} more things to know` }),
    texts: {
      "one-foot-assumes-symmetry":
        "Only one foot was recorded: steps, cadence and flight take the other foot to move alike.",
      "feet-not-synchronised":
        "The clocks of the two feet do not agree well enough, so flight, step time and balance are left out.",
      "steps-uneven":
        "Left and right steps clearly differ in time: an uneven gait, or a small difference between the clocks.",
      "feet-disagree":
        "The distances of the two feet differ by more than 5 %; the mean is shown and its ± includes the difference.",
      "samples-lost": "Some samples are missing in the recording. Strides around them are less sure.",
      "samples-duplicated": "Some samples came twice and were left out. This changes nothing.",
      gaps: "The recording has gaps. Strides cut by them have no length; their distance is taken from the pace around them.",
      "accelerometer-clipped":
        "Hard landings went beyond the accelerometer's range: impact reads low, lengths are less sure.",
      "gyroscope-clipped": "Fast rotations went beyond the gyroscope's range: lengths may read several per cent short.",
      "no-rest-at-start":
        "The foot did not stand still at the start, so the first strides are less sure. Half a second of standing is enough next time.",
      "started-in-motion": "The recording began while moving. What came before the first whole stride is not counted.",
      "no-strides": "No stride of walking, running or stairs was found, so there are no figures.",
      "low-quality":
        "The signal is weak: the sensor may sit loosely, or it may not be on a foot. Take every figure with care.",
      "acceleration-unit-suspect":
        "The accelerations look as if they were in g or another unit. Lengths are then wrong.",
      "gyroscope-unit-suspect":
        "The rotations look as if they were in degrees per second or another unit. Every figure is then wrong.",
      "side-guessed": "Which foot it is was taken from the file's name. Roll and left against right depend on it.",
      "side-assumed": "Nothing told which foot it is. Roll and left against right depend on it; the menu changes it.",
      "sides-look-swapped": "The two feet look swapped. The menu swaps them.",
      "recording-truncated": "The file ends in the middle of a row; everything before it was analysed.",
    },
    withFoot: (side: Side, text: string) => `${Feet[side]}: ${text}`,
  },

  splits: {
    title: (unit: string): string => (unit === "mi" ? "By mile" : "By kilometre"),
    lead: "Pace while moving; standing is told beside it. Cadence and contact are medians.",
    pace: "Pace",
    cadence: "Cadence",
    contact: "Contact",
    climb: "Climb",
    fastest: "fastest",
    stood: (duration: string) => `stood ${duration}`,
  },

  strides: {
    title: "All strides",
    link: (count: string) => `All ${count} strides as a table`,
    back: "Back to the run",
    download: "Download CSV",
    columns: "Order and columns",
    showUncertainty: "Show ±",
    caption: (count: string) => `${count} strides; times count from the start of the run.`,
    order: "Order",
    orderTime: "As they came",
    orderLargest: (column: string) => `${column}, largest first`,
    orderSmallest: (column: string) => `${column}, smallest first`,
    none: "This run has no strides.",
    column: {
      index: "Stride",
      elapsed: "Time",
      distance: "Distance",
      activity: "Activity",
      quality: "Quality",
      speedMps: "Pace",
      strideLengthMeters: "Length",
      strideTimeMs: "Stride time",
      groundContactTimeMs: "Contact",
      swingTimeMs: "Swing",
      footStrikeAngleDeg: "Strike",
      eversionExcursionDeg: "Roll",
      impactPeakG: "Impact",
      clearanceMeters: "Clearance",
      heightChangeMeters: "Height",
      turnDeg: "Turn",
    },
  },

  footNote: {
    title: "How it was computed",
    algorithm: (version: string, pack: string) => `Algorithm ${version}, parameters “${pack}”.`,
    range: (acc: string, gyr: string) => `Sensor range ± ${acc} g, ± ${gyr} °/s.`,
    device: "Computed in this browser; nothing left the device.",
    kernel: (hash: string) => `Kernel ${hash}`,
    kept: (size: string) => `Raw samples are kept on this device (${size}).`,
    notKept: "Raw samples are not kept; the run cannot be analysed anew.",
    file: (side: Side, name: string) => `${Feet[side]}: ${name}`,
    demo: (preset: string, seed: string) => `Made by the virtual runner “${preset}”, seed ${seed}.`,
    health: "Solewise measures movement. It does not diagnose and does not tell who gets hurt.",
  },
};
