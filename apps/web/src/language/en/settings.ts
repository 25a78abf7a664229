// English of the settings, and of what the device keeps.
export const settings = {
  title: "Settings",
  language: "Language",
  languageAuto: "As the device",
  units: "Units",
  unitsMetric: "Kilometres",
  unitsImperial: "Miles",
  theme: "Appearance",
  themeAuto: "As the device",
  themeLight: "Light",
  themeDark: "Dark",
  storageLink: "Storage and backup",
  storageLinkHint: "What is kept on this device, export, import",
  install: "Install the app",
  installHint: "Its own icon, opens without the browser, works offline",
  installed: "Installed",
  installManual:
    "In the browser's menu choose “Install app” or “Add to Home Screen” (on iPhone: the share button, then “Add to Home Screen”).",
  about: "About",
  version: (version: string) => `Solewise ${version}`,
  aboutText:
    "Open software for smart running shoes. Figures are measured by the shoe's motion and come with their uncertainty; contact time, strike and roll while running are estimates. Not a medical device.",
  designSystem: "Design system",
  offline: "Offline copy",
  offlineYes: "The whole app is on this device.",
  offlineNo: "Not yet: it needs one visit over HTTPS or on this machine.",
};
