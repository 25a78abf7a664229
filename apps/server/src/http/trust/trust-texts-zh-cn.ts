// The words of the trust page in Simplified Chinese.
import type { TrustTexts } from "./trust-texts.ts";

export const CHINESE: TrustTexts = {
  language: "zh-CN",
  title: "信任家中的这台 Solewise",
  languages: "语言",
  what: [
    "本机上的 Solewise 应用通过 HTTPS 提供服务，证书由这台机器自己签发。您的手机还不认识它，浏览器会发出警告，应用也就无法使用摄像头、蓝牙、定位和离线功能。",
    "按以下步骤操作，您的手机就会信任这一台机器，每台设备只需做一次。该证书只限于家庭内部的名称和地址；在遵守这一限制的系统上，任何人都不能用它冒充互联网上的网站。",
  ],
  fingerprintTitle: "1. 核对指纹",
  fingerprint:
    "启动 Solewise 的终端窗口会显示相同的 SHA-256 指纹。只要有一个字符不同，请立即停止：回应您的是别的机器。",
  certificate: "下载证书",
  profile: "下载描述文件",
  devices: [
    {
      title: "2. 安卓",
      steps: [
        "{certificate}（solewise-ca.crt）。",
        "打开“设置”，搜索“CA 证书”（多数手机在：安全与隐私 → 更多安全设置 → 加密与凭据 → 安装证书）。",
        "选择“CA 证书”，点“仍然安装”，并解锁手机。",
        "在下载文件中选择 solewise-ca.crt。系统会提示“已安装 CA 证书”。",
        "如果使用 Firefox 浏览器：设置 → 关于 Firefox，连点图标五次，返回后进入 Secret Settings，打开 Use third party CA certificates。",
      ],
    },
    {
      title: "2. iPhone 和 iPad",
      steps: [
        "用 Safari 打开本页。",
        "{profile}，并点“允许”。",
        "打开 设置 → 通用 → VPN 与设备管理，点 {ca}，再点“安装”。它会显示“未签名”，因为背后没有公司担保。",
        "打开 设置 → 通用 → 关于本机 → 证书信任设置，打开 {ca} 的开关。",
      ],
    },
    {
      title: "2. 电脑",
      steps: [
        "{certificate}（solewise-ca.crt）。",
        "Chrome 和 Edge：设置 → 隐私和安全 → 安全 → 管理证书，导入到“受信任的根证书”（macOS 请导入“钥匙串访问”，并设为“始终信任”）。",
        "Firefox：设置 → 隐私与安全 → 证书 → 查看证书 → 证书颁发机构 → 导入，勾选用于网站。",
      ],
    },
  ],
  removeTitle: "以后如何移除",
  remove: [
    "安卓：打开“设置”，搜索“用户凭据”，点 {ca}，再点“移除”。",
    "iPhone 和 iPad：设置 → 通用 → VPN 与设备管理，点 {ca}，再点“移除描述文件”。",
    "电脑：在导入时的同一列表中删除。",
  ],
  ready: "3. 打开应用",
  open: "打开 Solewise",
};
