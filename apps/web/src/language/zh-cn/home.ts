// 跑步列表和首次访问的中文。
import type { Messages } from "../messages.ts";

export const home: Messages["home"] = {
  title: "我的跑步",
  welcomeTitle: "读懂鞋子记录下的这次跑步",
  welcomeText: "放入一只或两只脚的记录，就在这台设备上分析，用的是鞋内芯片里的同一个程序。不用注册，什么也不会上传。",
  demoAction: "试一次演示跑步",
  demoHint: "虚拟跑者几秒钟就能生成一份记录。",
  chooseAction: "选择记录文件",
  chooseHint: "一到两个 CSV 文件，也可以是 .gz",
  dropHint: "也可以拖到页面任意位置",
  dropNow: "松开即可放入一只或两只脚的记录",
  howToRecord: "怎样得到一份记录？",
  howToRecordText:
    "鞋上任何一个运动传感器都行：每秒采样 80 到 450 次，每只脚写一个 CSV，含时间（秒）、比力（m/s²）和角速度（rad/s）。文档里的指南有逐步说明。",
  promises: ["只留在这台设备上", "没有网络也能用", "每个数字都说明有多可靠"],
  count: (_, shown) => `${shown} 次跑步`,
  totalDistance: "总计",
  onlyShoe: "只有鞋子知道",
  deleted: (name) => `已删除“${name}”。`,
  rename: "重命名",
  renameTitle: "重命名这次跑步",
  nameLabel: "名称",
  delete: "删除",
  menuOf: (name) => `“${name}”的更多操作`,
  resuming: (name) => `“${name}”曾被中断，正从已保存的记录继续。`,
  lost: (files) => `导入 ${files} 时被中断，文件还没存好。它们仍在原处：请重新选择。`,
  insecureTitle: "这个地址下有些功能用不了",
  insecureText:
    "浏览器只在 HTTPS 或本机上允许：安装应用并离线启动、接收其他应用分享的文件、防止已存的跑步被清除。其他功能都能用。",
  insecureHow: "怎样信任这台服务器",
  oneFoot: (side) => `只有${side}`,
};
