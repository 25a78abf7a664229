// Mail, where the operator set a mail server. Comes in: SMTP_URL and SMTP_FROM. Goes out: a function that sends one text.
import { createTransport } from "nodemailer";
import { wrongSetting } from "../refusal.ts";

/** One message of plain text. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Sends one message; rejects when the mail server does not take it. */
export type SendMail = (mail: Mail) => Promise<void>;

/** How long a mail server may take to answer. Milliseconds. */
const TIMEOUT_MS = 15_000;

/** Opens the way to the mail server, or null without SMTP_URL. Connects at the first message. Throws Refusal. */ // ACT21
export function openMail(setting: { smtpUrl: string; from: string | null } | null): SendMail | null {
  if (setting === null) return null;
  const { smtpUrl, from } = setting;
  if (!/^smtps?:\/\/[^/]/u.test(smtpUrl) || !URL.canParse(smtpUrl))
    throw wrongSetting("SMTP_URL", "smtp://USER:PASSWORD@HOST:PORT or smtps://…", "something else", "Check it.");
  if (from === null || !from.includes("@"))
    throw wrongSetting("SMTP_FROM", "the sender's address beside SMTP_URL", from ?? "nothing", "Set it.");
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const isTls = protocol === "smtps:";
  const transport = createTransport({
    host: hostname,
    port: port === "" ? (isTls ? 465 : 587) : Number(port),
    secure: isTls,
    ...(username === "" ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (mail) => void (await transport.sendMail({ from, ...mail }));
}
