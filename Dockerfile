# Solewise in a container: one process with its own PostgreSQL, everything it keeps in one volume; recordings in a bucket when
# one is named. Guides: docs/guides/operating.md, docs/guides/s3.md.
FROM node:24-slim AS build
WORKDIR /solewise
COPY package.json package-lock.json .npmrc tsconfig.json ./
COPY packages packages
COPY apps apps
COPY scripts scripts
RUN npm ci --no-audit --no-fund \
  && npm run build:web \
  && npm prune --omit=dev --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production SOLEWISE_HOME=/data HOST=0.0.0.0 PORT=8787 LOG_FORMAT=json
WORKDIR /solewise
COPY --from=build /solewise/package.json ./
COPY --from=build /solewise/node_modules node_modules
COPY --from=build /solewise/packages packages
COPY --from=build /solewise/apps apps
RUN mkdir --mode=0700 /data && chown node:node /data
# PostgreSQL refuses root, and nothing here needs it.
USER node
VOLUME /data
EXPOSE 8787
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:8787/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/server/src/main.ts"]
