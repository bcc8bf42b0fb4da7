# The program with its own Node, as a user that owns nothing but /data. The image's Node only carries npm.
FROM node:24.11.1-bookworm-slim

ENV NODE_ENV=production PATH=/app/node_modules/.bin:$PATH
WORKDIR /app

# With what is for development: the web app is built as packages are installed.
COPY . .
RUN npm ci --include=dev \
  && npm prune --omit=dev --ignore-scripts \
  && npm cache clean --force \
  && install --directory --owner=node --group=node --mode=700 /data

USER node
ENV HOST=0.0.0.0 CAMPANILE_DATA=/data
VOLUME /data
EXPOSE 4700

HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["node", "ops/ready.ts", "4700"]
# Not through npm: signals reach the program itself.
CMD ["node", "src/main.ts", "serve"]
