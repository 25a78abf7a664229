// 跑步须知的中文：每种情况的一般说法，以及分析给出数值时的说法。
import type { Messages } from "../messages.ts";

const feet = { left: "左脚", right: "右脚" };

export const runWarnings: Messages["run"]["warnings"] = {
  title: (count) => `关于这次跑步，有 ${count} 点须知`,
  moreTitle: (count) => `另有 ${count} 点须知`,
  texts: {
    "one-foot-assumes-symmetry": "只有一只脚测到了步伐：步数、步频和腾空都假定另一只脚动作相同。",
    "feet-not-synchronised": "两只脚的时钟不够一致，因此不给出腾空、步时和左右平衡。",
    "steps-uneven": "左右步的时间明显不同：可能步态不均，也可能两个时钟略有偏差。",
    "feet-disagree": "两只脚的距离相差超过 5 %；显示的是平均值，± 已包含这一差别。",
    "samples-lost": "记录中缺少一些采样，附近的步幅不太准。",
    "samples-duplicated": "有些采样重复，已略去，没有影响。",
    gaps: "记录中有中断。被切断的步幅没有长度，其距离按前后的配速推算。",
    "accelerometer-clipped": "重落地超出了加速度计的量程：冲击偏低，长度不太准。",
    "gyroscope-clipped": "快速转动超出了陀螺仪的量程：长度可能偏短百分之几。",
    "no-rest-at-start": "开始时脚没有静止，最初几个步幅不太准。下次先站半秒就好。",
    "started-in-motion": "记录开始时已经在动，第一个完整步幅之前的部分没有计入。",
    "no-strides":
      "没有发现步子，因此没有数据：脚没有动，或者文件不是脚上的记录。请把传感器牢牢固定在鞋上，走或跑一分钟，再添加那份记录。",
    "low-quality": "信号较弱：传感器可能松动，或者不在脚上。所有数据请谨慎看待。",
    "acceleration-unit-suspect": "加速度看起来用的是 g 或别的单位，这样长度就不对。",
    "gyroscope-unit-suspect": "角速度看起来用的是度每秒或别的单位，这样所有数据都不对。",
    "side-guessed": "左右脚是从文件名猜的，转动方向和左右对比都取决于它。",
    "side-assumed": "不知道是哪只脚，转动方向和左右对比都取决于它；可在菜单里更改。",
    "sides-look-swapped": "左右脚看起来反了，可在菜单里交换。",
    "recording-truncated": "文件在一行的中间结束，之前的内容都已分析。",
  },
  withFoot: (side, text) => `${feet[side]}：${text}`,
  told: {
    withheld: "不给出腾空、步时和左右平衡：",
    withheldWhy: {
      declared: "两只脚注明是用不同时钟记录的。",
      differentStarts: "两份记录注明的开始时间不同。",
      tooFewStrides: "平稳的步幅太少，无法比较两个时钟。",
      notAlternating: "两只脚并不交替迈步，像是两次不同的跑步，或同一只脚的两份记录。",
      wrongClock: (ms, percent) => `两个时钟相差 ${ms} 毫秒（步幅时间的 ${percent}），步态不均不足以解释。`,
      uncertain: (ms) => `两个时钟只能比较到 ± ${ms} 毫秒。`,
      drifting: (ms, ppm) => `两个时钟只能比较到 ± ${ms} 毫秒，而且以百万分之 ${ppm} 的速度互相偏离。`,
    },
    stepsUneven: (longer, ms) =>
      `${longer === "left" ? "左步比右步" : "右步比左步"}长 ${ms} 毫秒：可能步态不均，也可能两个时钟略有偏差。`,
    feetDisagree: (left, right) => `左脚测得 ${left}，右脚测得 ${right}；显示的是平均值，± 已包含这一差别。`,
    samplesLost: (percent) => `缺少 ${percent} 的采样，附近的步幅不太准。`,
    samplesDuplicated: (_, shown) => `有 ${shown} 个采样重复，已略去，没有影响。`,
    gaps: (_, shown, sec) => `记录中有 ${shown} 处中断，共 ${sec} 秒。被切断的步幅没有长度，其距离按前后的配速推算。`,
    accelerometerClipped: (percent, peak) =>
      `重落地使 ${percent} 的采样超出加速度计的量程（最大读数 ${peak} m/s²）：冲击偏低，长度不太准。`,
    gyroscopeClipped: (percent, peak) =>
      `快速转动使 ${percent} 的采样超出陀螺仪的量程（最大读数 ${peak} °/s）：长度可能偏短百分之几。`,
    noRest: (sec) => `开始时脚只静止了 ${sec} 秒，最初几个步幅不太准。下次先站半秒就好。`,
    noLocomotion: (_, shown) =>
      `发现了 ${shown} 个脚部动作，但都不是走、跑或楼梯，因此没有数据。请检查传感器是否牢牢固定在鞋上，以及文件的列和单位是否正确。`,
    lowQuality: (quality) =>
      `信号较弱：步幅质量的中位数是 ${quality}（满分 1）。传感器可能松动，或者不在脚上。所有数据请谨慎看待。`,
    accelerationUnit: (mean) =>
      `加速度计的平均读数是 ${mean} m/s²，而仅重力就有 9.8：看起来用的是 g 或别的单位，这样长度就不对。`,
    gyroscopeUnit: (peak) =>
      `陀螺仪的最大读数是 ${peak} rad/s，而运动的脚应为 3 到 35：看起来用的是度每秒或别的单位，这样所有数据都不对。`,
    sideGuessed: (file, side) => `根据文件名把“${file}”当作${feet[side]}，转动方向和左右对比都取决于它。`,
    sideAssumed: (file, side) =>
      `不知道“${file}”是哪只脚，暂作${feet[side]}；转动方向和左右对比都取决于它，可在菜单里更改。`,
    sidesSwapped: (file, stated) => `“${file}”注明是${feet[stated]}，却被当作另一只脚，可在菜单里交换。`,
  },
};
