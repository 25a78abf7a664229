// End to end: files that another app shares reach the import, also when the tab dies before they are taken in. The
// system's share sheet sends the form that this test sends; the sheet itself is the system's.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeBrowser } from "../../../../scripts/test/browser/describe-browser.ts";
import { makeRecordings } from "../../../../scripts/test/browser/solewise-command.ts";
import { type StartedApp, startApp } from "../../../../scripts/test/browser/start-app.ts";
import { Visitor } from "./visitor.ts";

describeBrowser("shared files", (stage) => {
  let app: StartedApp;
  let recordings: string[];

  beforeAll(async () => {
    app = await startApp();
    recordings = [...(await makeRecordings(stage.makeFolder(), 30))];
  }, 400_000);
  afterAll(() => app.close());

  /** Sends the form of the manifest's share target, as the share sheet does. */
  async function share(visitor: Visitor): Promise<void> {
    const files = recordings.map((path) => ({ name: basename(path), text: readFileSync(path, "utf8") }));
    await visitor.page.evaluate((given) => {
      const carried = new DataTransfer();
      for (const { name, text } of given) carried.items.add(new File([text], name, { type: "text/csv" }));
      const form = document.createElement("form");
      Object.assign(form, { method: "post", action: "/share", enctype: "multipart/form-data" });
      const input = Object.assign(document.createElement("input"), {
        type: "file",
        name: "recordings",
        multiple: true,
      });
      input.files = carried.files;
      form.append(input);
      document.body.append(form);
      form.submit();
    }, files);
    await visitor.page.waitForURL(/\/import/);
  }

  describe("[WEB16] by the share sheet", () => {
    it("are offered for import, wait while the tab is away, and are forgotten once imported", async () => {
      const visitor = new Visitor(await stage.openPage());
      const { importing, app: words } = visitor.messages;
      await visitor.page.goto(app.address);
      await visitor.waitForOfflineCopy();
      await share(visitor);
      await visitor.page.getByText(importing.agreeTitle).waitFor();
      await visitor.page.goto(app.address);
      await visitor.place(words.add).click();
      await visitor.page.getByText(importing.agreeTitle).waitFor();
      await visitor.button(importing.analyse).click();
      await visitor.waitForRun();
      await visitor.place(words.add).click();
      await visitor.button(visitor.messages.home.chooseAction).waitFor();
      expect(await visitor.page.getByText(importing.agreeTitle).count()).toBe(0);
    });

    it("are asked for again when the app could not receive them yet", async () => {
      const visitor = new Visitor(await stage.openPage());
      await visitor.page.goto(`${app.address}/import?share=missed`);
      await visitor.button(visitor.messages.home.chooseAction).waitFor();
      expect(await visitor.page.getByText(visitor.messages.importing.shareMissed).count()).toBe(1);
    });
  });
});
