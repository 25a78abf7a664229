// Settings: language, units, appearance; the ways to storage, installing and what this is.
import { useSyncExternalStore } from "react";
import { Link } from "wouter";
import { InsecureNote } from "../../app/insecure-note.tsx";
import { installState, promptInstall, subscribeInstall } from "../../app/install-prompt.ts";
import { usePageTitle } from "../../app/page-title.ts";
import { useFormat, useLanguage, useMessages } from "../../language/language-context.tsx";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "../../language/language.ts";
import { preferences, changePreferences, subscribePreferences } from "../../store/preferences.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { ForwardIcon } from "../../ui/icons/action-icons.tsx";
import { Section } from "../../ui/section.tsx";
import { SegmentedControl } from "../../ui/segmented-control.tsx";
import "./settings-screen.css";

function Choices() {
  const { settings } = useMessages();
  const chosen = useSyncExternalStore(subscribePreferences, preferences);
  const language = useLanguage();
  const { units } = useFormat();
  return (
    <Card>
      <div className="settings__choices">
        <SegmentedControl<Language>
          label={settings.language}
          value={language}
          choices={LANGUAGES.map((value) => ({ value, label: <span lang={value}>{LANGUAGE_NAMES[value]}</span> }))}
          onChange={(value) => changePreferences({ language: value })}
        />
        <SegmentedControl
          label={settings.units}
          value={units}
          choices={[
            { value: "metric", label: settings.unitsMetric },
            { value: "imperial", label: settings.unitsImperial },
          ]}
          onChange={(value) => changePreferences({ units: value })}
        />
        <SegmentedControl<"auto" | "light" | "dark">
          label={settings.theme}
          value={chosen.theme ?? "auto"}
          choices={[
            { value: "auto", label: settings.themeAuto },
            { value: "light", label: settings.themeLight },
            { value: "dark", label: settings.themeDark },
          ]}
          onChange={(value) => changePreferences({ theme: value === "auto" ? null : value })}
        />
      </div>
    </Card>
  );
}

function Install() {
  const { settings } = useMessages();
  const { canPrompt, isInstalled } = useSyncExternalStore(subscribeInstall, installState);
  return (
    <Section title={settings.install} level={2}>
      <p className="settings__soft">{settings.installHint}</p>
      {isInstalled && <p>{settings.installed}</p>}
      {!isInstalled && canPrompt && <Button onPress={promptInstall}>{settings.install}</Button>}
      {!isInstalled && !canPrompt && <p className="settings__soft">{settings.installManual}</p>}
    </Section>
  );
}

/** The way to a screen of its own. */
function Place({ href, name, hint }: { href: string; name: string; hint: string }) {
  return (
    <Link href={href} className="settings__link">
      <span>
        {name}
        <span className="settings__soft settings__hint">{hint}</span>
      </span>
      <ForwardIcon />
    </Link>
  );
}

/** The screen. */
export function SettingsScreen() {
  const { settings } = useMessages();
  usePageTitle(settings.title);
  const isOfflineReady = "serviceWorker" in navigator && navigator.serviceWorker.controller !== null;
  return (
    <div className="screen screen--narrow">
      <h1>{settings.title}</h1>
      <Choices />
      <Place href="/account" name={settings.accountLink} hint={settings.accountLinkHint} />
      <Place href="/storage" name={settings.storageLink} hint={settings.storageLinkHint} />
      <InsecureNote />
      <Install />
      <Section title={settings.offline}>
        <p className="settings__soft">{isOfflineReady ? settings.offlineYes : settings.offlineNo}</p>
      </Section>
      <Section title={settings.about}>
        <p className="settings__soft">{settings.aboutText}</p>
        <p className="settings__soft">{settings.version(import.meta.env["VITE_VERSION"] as string)}</p>
        <Link href="/ui">{settings.designSystem}</Link>
      </Section>
    </div>
  );
}
