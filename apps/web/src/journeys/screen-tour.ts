// Every screen of the app, one after the other, as one visitor sees them. Comes in: a visitor at the empty app, files.
// Goes out: each screen's name once it is shown, for whoever looks at it.
import { leaveQuestion, waitForQuestion } from "./question.ts";
import type { Visitor } from "./visitor.ts";

/** What a tour needs. */
export interface TourFiles {
  /** Recordings of both feet that do not tell the foot. */
  recordings: readonly string[];
  /** A recording whose clock was never set, of the left foot. */
  undated: string;
  /** A table that is no recording. */
  noRecording: string;
}

/** Looks at a screen that is shown. */
export type LookAt = (screen: string) => Promise<void>;

/** Goes from screen to screen. */
export async function tourScreens(visitor: Visitor, files: TourFiles, address: string, look: LookAt): Promise<void> {
  await tourFirstVisit(visitor, address, look);
  await tourImport(visitor, files, look);
  await tourRun(visitor, look);
  await tourRest(visitor, address, look);
}

async function tourFirstVisit(visitor: Visitor, address: string, look: LookAt): Promise<void> {
  await visitor.page.goto(address);
  await visitor.button(visitor.messages.home.demoAction).first().waitFor();
  await look("home-first-visit");
}

async function tourImport(visitor: Visitor, files: TourFiles, look: LookAt): Promise<void> {
  const { app, home, importing } = visitor.messages;
  await visitor.place(app.add).click();
  await visitor.button(home.chooseAction).waitFor();
  await look("import-choose");
  await visitor.pickFiles(visitor.button(home.chooseAction), [files.noRecording]);
  await visitor.page.getByText(importing.refusedRemedy).first().waitFor();
  await look("import-refused");
  await tourStart(visitor, files, look);
  await visitor.pickFiles(visitor.button(importing.otherFiles), files.recordings);
  await visitor.page.getByText(importing.undecided).waitFor();
  await look("import-agree");
  const lefts = visitor.page.getByRole("radio", { name: app.left, exact: true });
  await lefts.first().check({ force: true });
  await lefts.nth(1).check({ force: true });
  await visitor.page.getByText(importing.sameFoot).waitFor();
  await look("import-same-foot");
  await visitor.page.getByRole("radio", { name: app.right, exact: true }).nth(1).check({ force: true });
  await visitor.button(importing.swap).waitFor();
  await look("import-sides");
  await visitor.button(importing.analyse).click();
  await visitor.waitForRun();
}

/** A start that cannot be is asked for, until it can. */
async function tourStart(visitor: Visitor, files: TourFiles, look: LookAt): Promise<void> {
  const { importing } = visitor.messages;
  const analyse = (state: string) => visitor.page.locator(`button${state}`, { hasText: importing.analyse });
  await visitor.pickFiles(visitor.button(importing.otherFiles), [files.undated]);
  await visitor.page.getByText(importing.startDoubts.tooEarly).waitFor();
  await analyse(":disabled").waitFor();
  await look("import-start");
  await visitor.page.getByLabel(importing.startedAt).fill("2026-03-04T17:30");
  await analyse(":enabled").waitFor();
}

/** Parts far down a run's page are loaded when they come near the screen: goes past all of them and back. */
async function showAllPictures({ page, messages }: Visitor): Promise<void> {
  const { foot, path, balance, spread } = messages.run;
  for (const { title } of [foot, path, balance, spread]) {
    const heading = page.getByRole("heading", { name: title, exact: true });
    while (!(await heading.isVisible())) {
      await page.evaluate(() => window.scrollBy(0, 500));
      await page.waitForTimeout(100);
    }
    await heading.scrollIntoViewIfNeeded();
  }
  await page.evaluate(() => window.scrollTo(0, 0));
}

async function tourRun(visitor: Visitor, look: LookAt): Promise<void> {
  const { app, run, home } = visitor.messages;
  await visitor.place(app.add).click();
  await visitor.button(home.demoAction).click();
  await visitor.waitForRun();
  await visitor.page.getByRole("heading", { name: run.charts.title }).waitFor();
  await showAllPictures(visitor);
  await look("run-demo");
  await visitor.page.locator('[data-figure="groundContactTime"]').click();
  await visitor.page.getByRole("dialog").waitFor();
  await look("run-figure");
  await visitor.page.keyboard.press("Escape");
  await visitor.page.getByRole("dialog").waitFor({ state: "detached" });
  await visitor.button(run.head.menu).click();
  await visitor.page.getByRole("menu").waitFor();
  await look("run-menu");
  await visitor.page.keyboard.press("Escape");
  await visitor.page.getByRole("menu").waitFor({ state: "detached" });
  for (const [question, name] of [
    [run.head.sides, "run-sides"],
    [run.head.changeDate, "run-date"],
  ] as const) {
    await visitor.button(run.head.menu).click();
    await visitor.page.getByRole("menuitem", { name: question, exact: true }).click();
    await waitForQuestion(visitor.page);
    await look(name);
    await leaveQuestion(visitor.page);
  }
  await visitor.page.locator('a[href$="/strides"]').click();
  await visitor.page.getByRole("heading", { level: 1, name: run.strides.title }).waitFor();
  await look("run-strides");
}

async function tourRest(visitor: Visitor, address: string, look: LookAt): Promise<void> {
  const { app, settings, storage } = visitor.messages;
  await visitor.place(app.runs).click();
  await visitor.page.getByRole("main").locator("a[href^='/runs/']").first().waitFor();
  await look("home-runs");
  await visitor.place(app.settings).click();
  await visitor.heading(settings.title).waitFor();
  await look("settings");
  await visitor.page.goto(`${address}/storage`);
  await visitor.heading(storage.title).waitFor();
  await look("storage");
  await visitor.page.goto(`${address}/ui`);
  await visitor.page.getByRole("heading", { level: 1 }).waitFor();
  await look("design-system");
  await visitor.page.goto(`${address}/nowhere`);
  await visitor.heading(app.notFoundTitle).waitFor();
  await look("not-found");
}
