// 设置的中文。
import type { Messages } from "../messages.ts";

export const settings: Messages["settings"] = {
  title: "设置",
  language: "语言",
  languageAuto: "跟随设备",
  units: "单位",
  unitsMetric: "公里",
  unitsImperial: "英里",
  theme: "外观",
  themeAuto: "跟随设备",
  themeLight: "浅色",
  themeDark: "深色",
  accountLink: "账号",
  accountLinkHint: "登录后，每台设备都有你的跑步，并有一份安全的副本",
  storageLink: "存储与备份",
  storageLinkHint: "这台设备上保存的内容、导出、导入",
  install: "安装应用",
  installHint: "有自己的图标，不经浏览器打开，可离线使用",
  installed: "已安装",
  installManual: "在浏览器菜单里选择“安装应用”或“添加到主屏幕”（iPhone：点分享按钮，再选“添加到主屏幕”）。",
  about: "关于",
  version: (version) => `Solewise ${version}`,
  aboutText:
    "面向智能跑鞋的开放软件。数字由鞋子的运动测得，并附带不确定度；跑步时的触地时间、着地角度和鞋的翻转是估计值。不是医疗器械。",
  designSystem: "设计系统",
  offline: "离线副本",
  offlineYes: "整个应用已在这台设备上。",
  offlineNo: "还没有：需要通过 HTTPS 或在本机访问一次。",
};
