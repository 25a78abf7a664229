// 设计系统的中文：组件自己会说的词。
import type { Messages } from "../messages.ts";

export const ui: Messages["ui"] = {
  leftLetter: "左",
  rightLetter: "右",
  bothLetters: "左 + 右",
  estimate: "估计",
  estimateLong: "估计值：目前还没有真人参考数据支持这项数值",
  plusMinus: (halfWidth) => `± ${halfWidth}`,
  interval: (low, high) => `90% 区间：${low} 至 ${high}`,
  moreAbout: (label) => `了解“${label}”`,
  info: "说明",
  warn: "注意",
  bad: "问题",
  good: "良好",
  working: "处理中…",
  progress: (percent) => `已完成 ${percent}`,
  more: "更多",
  notifications: "通知",
  dismiss: "关闭通知",
  closeSheet: "关闭面板",
  chooseFile: "选择文件",
  dropHere: "松开即可导入",
  optional: "可不填",
  rows: (count) => `${count} 行`,
  tableHint: "方向键逐行移动；Page Up、Page Down、Home、End 移动更多。",
  details: "详情",
};
