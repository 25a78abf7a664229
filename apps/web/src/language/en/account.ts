// English of the account: signing in, joining, what a runner allows, sessions, leaving. Loaded with its screens alone.
import { pluralOf } from "../plural.ts";

const plural = pluralOf("en");

const runs = (count: number, shown: string): string => plural(count, { one: `${shown} run`, other: `${shown} runs` });

export const account = {
  title: "Account",
  gives: {
    title: "What an account gives you",
    devices: "Your runs on every device you sign in on.",
    safe: "A safe copy on the server: a lost phone loses no run.",
    analysis: "The server analyses each run again, to the same figures bit for bit.",
    without: "The app works without one. What is on this device stays here either way.",
  },
  noServer: {
    title: "There is no server here",
    text: "This copy of the app comes from a place that only hands out files. Runs stay on this device; to have them elsewhere, use export and import.",
    away: "The server does not answer",
    awayText: "You may be offline, or it is switched off. Everything on this device works meanwhile.",
  },
  signIn: {
    title: "Sign in",
    action: "Sign in",
    email: "E-mail",
    password: "Password",
    show: "Show the password",
    passkey: "Sign in with a passkey",
    forgot: "Forgot the password?",
    needed: "Fill in e-mail and password.",
    create: "Create an account",
    here: (host: string) => `On the server at ${host}`,
    ended: "Your session on this device has ended. Sign in again; nothing on the device is lost.",
  },
  reset: {
    title: "New password",
    ask: "Send the link",
    askText: "If there is an account with this e-mail, you get a link that is good for an hour.",
    asked: "If there is an account with this address, a mail with a link is on its way.",
    noMail: "This server sends no mail. Ask its operator for a link; they make one at the terminal.",
    action: "Set the password",
    done: "The new password holds. Every session has ended: sign in with it.",
    noToken: "The link is not complete. Open it again from the mail, or ask for a new one.",
  },
  join: {
    title: "Create an account",
    operator:
      "This is a new server: the account you create here looks after it. It invites runners and changes settings.",
    invited: "You were invited. The link is good for one account.",
    invitation: "This server takes new runners by invitation. Ask its operator for a link and open it on this device.",
    closed: "This server takes no new runners.",
    name: "Name",
    nameHint: "How others see you, where you let them.",
    passwordHint: (least: string) =>
      `At least ${least} characters. Three or four words that do not belong together are good; no rule about signs and digits.`,
    age: "Your age",
    ageHint: (years: string) => `On this server a runner is ${years} or older.`,
    bands: { "under-14": "Under 14", "14-15": "14–15", "16-17": "16–17", "18-plus": "18+" },
    action: "Create the account",
    signInstead: "I have an account",
    missing: {
      name: "Say how you want to be called.",
      email: "Fill in your e-mail, such as name@example.org.",
      age: "Choose your age.",
      tooYoung: (years: string) =>
        `On this server a runner is ${years} or older. The app works without an account; nothing you typed was sent.`,
    },
    needsAnalysis:
      "Without “Analyse my runs” you can have the account, but the server takes no run: they stay on this device.",
  },
  allow: {
    title: "What you allow",
    lead: "Each is decided alone, is off until you switch it on, and can be taken back at any time.",
    "gait-analysis": {
      title: "Analyse my runs",
      text: "The server keeps your recordings and computes strides and figures from how your feet move. This is what sync needs; nothing else does.",
      off: "No new run is taken or analysed. Runs that are on the server stay as they are: read, export or delete them when you like.",
    },
    sharing: {
      title: "Share runs with people I choose",
      text: "Lets you give single people a look at your runs. Nobody sees anything until you choose who and what.",
      off: "People you shared runs with no longer see them.",
    },
    rewards: {
      title: "Rewards and fraud checks",
      text: "Your distance earns rewards where your brand has a programme. To be fair to all, runs are checked for made-up strides.",
      off: "New runs earn nothing. What was earned before stays yours.",
    },
    "retention-statistics": {
      title: "Count whether people keep running",
      text: "Counts in how many weeks you ran, only together with others, so that the maker learns whether the shoe is still worn.",
      off: "You are left out of the counts from now on.",
    },
    "population-studies": {
      title: "Studies over many runners",
      text: "Figures of your runs, without name and e-mail, go into norms and findings over many people. Places are never part of it.",
      off: "Your runs go into no new study. Findings already published cannot be taken back; they do not tell who you are.",
    },
    since: (date: string) => `Allowed on ${date}`,
    withdraw: (title: string) => `No longer: ${title}?`,
    withdrawAction: "No longer allow",
  },
  me: {
    title: "You",
    since: (date: string) => `Here since ${date}`,
    operator: "Operator",
    operatorLink: "Look after the server",
    operatorHint: "Invitations, registration, how long things are kept, what it is doing",
    name: "Name",
    save: "Save",
    saved: "Saved.",
  },
  password: {
    title: "Password",
    current: "Current password",
    next: "New password",
    action: "Change the password",
    done: "Changed. All other sessions have ended.",
  },
  passkeys: {
    title: "Passkeys",
    lead: "Sign in by finger, face or the device's PIN, without a password that could be stolen.",
    none: "None yet.",
    unnamed: "Passkey",
    since: (date: string) => `Added on ${date}`,
    name: "Name of the passkey",
    nameHint: "To tell it from others, such as the device it is on.",
    action: "Add a passkey",
    remove: "Remove",
    removeSure: (name: string) => `Remove the passkey “${name}”?`,
    removeText: "It no longer signs in here. Remove it on the device too, so that it is not offered there.",
    cannot:
      "Passkeys need HTTPS at a name, or this machine itself, and a browser that has them. Here they cannot be used.",
  },
  sessions: {
    title: "Where you are signed in",
    here: "This device",
    lastUsed: (when: string) => `Last used ${when}`,
    device: (browser: string, system: string) => `${browser} on ${system}`,
    unknown: "Unknown device",
    end: "End",
    endOf: (device: string) => `End the session: ${device}`,
    endOthers: "End all others",
    none: "Nowhere else.",
  },
  exports: {
    title: "Your runs as a file",
    text: "Everything in one file with open formats, to keep or to take elsewhere.",
    action: "Storage and backup",
  },
  signOut: {
    title: "Sign out",
    action: "Sign out",
    keep: "Keep the runs on this device",
    keepText: "They stay readable here. When you sign in again, sync goes on where it was.",
    clear: "Remove the runs from this device",
    clearText: "For a device that is not yours alone. What is on the server stays there.",
    onDevice: (count: number, shown: string) => `${runs(count, shown)} on this device.`,
    allThere: "All of it is on the server.",
    waiting: (count: number, shown: string) =>
      plural(count, {
        one: `${shown} run has something that is not on the server yet.`,
        other: `${shown} runs have something that is not on the server yet.`,
      }),
    lost: "If you remove the runs now, that is lost for good.",
    clearSure: "Remove it all the same",
    what: "What happens to the runs here",
  },
  leave: {
    title: "Delete the account",
    lead: "For good; nobody can bring it back.",
    action: "Delete the account…",
    server:
      "On the server: name, e-mail, sessions, passkeys, what you allowed, every run with its recordings. Signing in ends at once, the runs are erased within minutes; backups of the operator forget them when they are replaced.",
    device: "On this device: everything stays, and works without an account. Remove it under “Storage and backup”.",
    others: "On your other devices: what is there stays there until you remove it.",
    sure: "Delete for good",
    done: "The account is deleted. The runs on this device are still here.",
  },
  problems: {
    "wrong-credentials": "E-mail and password do not fit together.",
    "invalid-email": "This is no e-mail address.",
    "wrong-password": "The password is not right.",
    "password-too-short": "The password is too short: take ten characters or more.",
    "password-too-long": "The password is too long: 128 characters at most.",
    "password-too-common":
      "This password is on every list of known ones. Take three or four words that do not belong together.",
    "password-like-email": "The password may not be the e-mail address.",
    "link-not-valid": "This link has been used or is too old. Ask for a new one.",
    "email-taken": "There is an account with this e-mail. Sign in instead.",
    "session-not-fresh": "For this, sign out and in again: the session is older than a day.",
    "user-not-verified": "The device has to ask for finger, face or PIN; this one did not.",
    "passkey-not-accepted": "That took too long. Try again.",
    "passkey-not-given": "The device gave no passkey. Try again, or use the password.",
    "passkey-there-already": "This device has a passkey for this account already.",
    "not-accepted": "The server did not accept this. Check what you filled in and try again.",
    "too-young":
      "You are younger than this server allows. The app works without an account; nothing you wrote was kept.",
    "registration-closed": "This server takes no new runners.",
    "invitation-needed": "This server takes new runners by invitation: ask its operator for a link.",
    "invitation-not-valid": "This invitation has been used, taken back, or is too old. Ask for a new one.",
    "too-many-attempts": "Too many attempts.",
    "too-many-requests": "Too many requests.",
    "consent-missing": "The server takes no runs until you allow their analysis, under Account.",
    "no-passkeys-here": "Browsers allow passkeys at a name by HTTPS only, not at this address.",
    "not-signed-in": "You are not signed in any more. Sign in again.",
    "not-found": "It is not there any more.",
    "cross-site": "The browser says that another site's page sent this. Open the app at its own address.",
    "wrong-content-type": "App and server do not fit together. Reload the page.",
    "purpose-twice": "App and server do not fit together. Reload the page.",
    "server-failed": "The server failed at this. Try again; its operator finds the reason at its terminal.",
    "server-away": "The server does not answer. Check the connection and try again.",
    "no-server": "There is no Solewise server at this address.",
  },
  waitSeconds: (count: number, shown: string) =>
    plural(count, { one: `Try again in ${shown} second.`, other: `Try again in ${shown} seconds.` }),
  waitMinutes: (count: number, shown: string) =>
    plural(count, { one: `Try again in ${shown} minute.`, other: `Try again in ${shown} minutes.` }),
};

/** The shape of every language's texts about the account. */
export type AccountTexts = typeof account;
