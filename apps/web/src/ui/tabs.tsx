// Several views of one thing, one at a time. For settings or a choice of value use SegmentedControl.
import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from "react-aria-components/Tabs";
import "./tabs.css";

export interface TabView<Id extends string> {
  id: Id;
  label: ReactNode;
  content: ReactNode;
}

export interface TabsProps<Id extends string> {
  /** Names the list of tabs. */
  label: string;
  views: readonly TabView<Id>[];
  /** Which view is open; left out, the component keeps it itself and starts with the first. */
  selected?: Id | undefined;
  onChange?: ((id: Id) => void) | undefined;
}

/** Tabs and their views. */
export function Tabs<Id extends string>({ label, views, selected, onChange }: TabsProps<Id>) {
  return (
    <AriaTabs
      className="tabs"
      {...(selected === undefined ? {} : { selectedKey: selected })}
      onSelectionChange={(key) => {
        const view = views.find(({ id }) => id === key);
        if (view !== undefined) onChange?.(view.id);
      }}
    >
      <TabList className="tabs__list" aria-label={label}>
        {views.map((view) => (
          <Tab className="tabs__tab" key={view.id} id={view.id}>
            {view.label}
          </Tab>
        ))}
      </TabList>
      {views.map((view) => (
        <TabPanel className="tabs__panel" key={view.id} id={view.id}>
          {view.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
