// Tabs that ask each other, where there are no web locks. Node's BroadcastChannel is the browser's.
import { afterEach, expect, it } from "vitest";
import { AskingOwner } from "./import-owner.ts";

const tabs: AskingOwner[] = [];
const openTab = (): AskingOwner => {
  const tab = new AskingOwner("test-imports", 50);
  tabs.push(tab);
  return tab;
};
afterEach(() => tabs.splice(0).forEach((tab) => tab.close()));

it("[STO6] an import is taken by one living tab at a time", async () => {
  const [first, second] = [openTab(), openTab()];
  const release = await first.take("a");
  expect(release).not.toBeNull();
  expect(await second.take("a")).toBeNull();
  expect(await first.take("a")).toBeNull();
  expect(await second.take("b")).not.toBeNull();
  release?.();
  expect(await second.take("a")).not.toBeNull();
});

it("[STO6] a tab that died owns nothing", async () => {
  const [first, second] = [openTab(), openTab()];
  await first.take("a");
  first.close();
  expect(await second.take("a")).not.toBeNull();
});
