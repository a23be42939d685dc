# docker build -t cuesmith .            (-slim: --build-arg BASE=node:24-slim)
# docker run -p 4860:4860 -v cuesmith:/data -e ACCESS_TOKEN=<something long> cuesmith
ARG BASE=node:24-alpine

FROM ${BASE} AS build
WORKDIR /app
COPY . .
RUN npm ci
RUN npm run build
# The server runs from its sources; the rest was for building. `include` would otherwise bring it back (.npmrc).
RUN npm prune --omit=dev --omit=optional --include=prod && rm -rf e2e

FROM ${BASE}
WORKDIR /app
COPY --from=build --chown=node:node /app .
RUN mkdir /data && chown node:node /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4860 DATA_DIR=/data
USER node
VOLUME /data
EXPOSE 4860
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/cli/server.ts"]
