// How the app is built: React, one chunk a language, the service worker from our own source, compressed copies beside
// every text file for the server.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { completeMessages } from "./vite/complete-messages.ts";
import { webManifest } from "./vite/web-manifest.ts";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    completeMessages(),
    react(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src/service-worker",
      filename: "sw.ts",
      injectRegister: false,
      registerType: "prompt",
      manifest: webManifest,
      injectManifest: { globPatterns: ["**/*.{js,css,html,wasm,svg,png,webmanifest}"], maximumFileSizeToCacheInBytes: 4e6 },
    }),
  ],
  worker: { format: "es" },
  build: {
    target: "es2022",
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
