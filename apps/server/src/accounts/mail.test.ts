// Mail by SMTP, against a small server that speaks as much of it as is needed.
import { createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { openMail } from "./mail.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Takes messages and keeps what was said. RFC 5321. */
function smtpServer(said: string[]): Promise<number> {
  const talk = (socket: Socket): void => {
    let isData = false;
    socket.write("220 test\r\n");
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      for (const line of chunk
        .toString()
        .split("\r\n")
        .filter((text) => text !== "")) {
        said.push(line);
        if (isData && line === ".") isData = false;
        else if (isData) continue;
        else if (line === "DATA") isData = true;
        socket.write(isData ? "354 go\r\n" : line === "QUIT" ? "221 bye\r\n" : "250 ok\r\n");
      }
    });
  };
  const server = createServer(talk);
  servers.push(server);
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
  });
}

it("[ACT21] one text goes to one address, from SMTP_FROM", async () => {
  const said: string[] = [];
  const send = openMail({
    smtpUrl: `smtp://127.0.0.1:${await smtpServer(said)}`,
    from: "Solewise <shoes@shoe.example>",
  });
  await send?.({ to: "a@shoe.example", subject: "A new password", text: "The link" });
  expect(said).toContain("MAIL FROM:<shoes@shoe.example>");
  expect(said).toContain("RCPT TO:<a@shoe.example>");
  expect(said).toContain("Subject: A new password");
  expect(said).toContain("The link");
});

it("[ACT21] settings that cannot be are told at the start, without the password in them", () => {
  expect(openMail(null)).toBeNull();
  expect(() => openMail({ smtpUrl: "smtp://host", from: null })).toThrow(/SMTP_FROM/u);
  expect(() => openMail({ smtpUrl: "http://user:hunter2@host", from: "a@b" })).toThrow(
    /^SMTP_URL: expected(?!.*hunter2)/u,
  );
});
