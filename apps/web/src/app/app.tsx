// The shell: which screen an address shows. Every screen is a chunk of its own.
import { lazy, Suspense } from "react";
import { Route, Switch } from "wouter";
import { HomeScreen } from "../screens/home/home-screen.tsx";
import { Loading } from "../ui/loading.tsx";
import { Frame } from "./frame.tsx";

const ImportScreen = lazy(async () => ({
  default: (await import("../screens/import/import-screen.tsx")).ImportScreen,
}));
const RunScreen = lazy(async () => ({ default: (await import("../screens/run/run-screen.tsx")).RunScreen }));
const StridesScreen = lazy(async () => ({
  default: (await import("../screens/run/strides/strides-screen.tsx")).StridesScreen,
}));
const SettingsScreen = lazy(async () => ({
  default: (await import("../screens/settings/settings-screen.tsx")).SettingsScreen,
}));
const StorageScreen = lazy(async () => ({
  default: (await import("../screens/storage/storage-screen.tsx")).StorageScreen,
}));
const ShowcaseScreen = lazy(async () => ({
  default: (await import("../ui/showcase/showcase-screen.tsx")).ShowcaseScreen,
}));
const AccountScreen = lazy(async () => ({
  default: (await import("../screens/account/account-screen.tsx")).AccountScreen,
}));
const JoinScreen = lazy(async () => ({ default: (await import("../screens/account/join-screen.tsx")).JoinScreen }));
const ResetScreen = lazy(async () => ({ default: (await import("../screens/account/reset-screen.tsx")).ResetScreen }));
const OperatorScreen = lazy(async () => ({
  default: (await import("../screens/operator/operator-screen.tsx")).OperatorScreen,
}));
const NotFoundScreen = lazy(async () => ({
  default: (await import("../screens/not-found/not-found-screen.tsx")).NotFoundScreen,
}));

/** All screens. Addresses are part of the contract: shared links and the installed app's shortcuts use them. */
export function App() {
  return (
    <Frame>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/" component={HomeScreen} />
          <Route path="/import" component={ImportScreen} />
          <Route path="/runs/:runId">{({ runId }) => <RunScreen runId={runId} key={runId} />}</Route>
          <Route path="/runs/:runId/strides">{({ runId }) => <StridesScreen runId={runId} key={runId} />}</Route>
          <Route path="/settings" component={SettingsScreen} />
          <Route path="/storage" component={StorageScreen} />
          <Route path="/account" component={AccountScreen} />
          <Route path="/join" component={JoinScreen} />
          <Route path="/reset" component={ResetScreen} />
          <Route path="/operator" component={OperatorScreen} />
          <Route path="/ui" component={ShowcaseScreen} />
          <Route component={NotFoundScreen} />
        </Switch>
      </Suspense>
    </Frame>
  );
}
