import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, platformName, SERVER_VERSION, UI_VERSION } from './temporal-pins.ts';

/** What Go builds for the embedded mode; tests need the first alone. */
export type Part = 'server' | 'sql' | 'ui';

interface Recipe {
  readonly about: string;
  /** In a folder of its own under the cache: server and UI are programs of the same name. */
  readonly folder: string;
  readonly program: string;
  readonly source: string;
}

export const RECIPES: Readonly<Record<Part, Recipe>> = {
  server: {
    about: 'the Temporal server',
    folder: 'server',
    program: 'server',
    source: `go.temporal.io/server/cmd/server@v${SERVER_VERSION}`,
  },
  sql: {
    about: "Temporal's schema tool",
    folder: 'sql',
    program: 'sql',
    source: `go.temporal.io/server/cmd/tools/sql@v${SERVER_VERSION}`,
  },
  ui: {
    about: "Temporal's UI",
    folder: `ui-${UI_VERSION}`,
    program: 'server',
    source: `github.com/temporalio/ui-server/v2/cmd/server@v${UI_VERSION}`,
  },
};

/** The folder of the part in the user's cache, or undefined when it was not built yet. */
export function keptPart(part: Part): string | undefined {
  const folder = folderOf(part);
  return existsSync(folder) ? folder : undefined;
}

/** The part's program in its folder. */
export function programOf(part: Part, folder: string): string {
  return join(folder, RECIPES[part].program);
}

/** All parts of one server version, for one platform. */
export function serversFolder(): string {
  return join(cacheFolder(), `temporal-${SERVER_VERSION}-${platformName()}`);
}

/** Where the part is kept once it is built. */
export function folderOf(part: Part): string {
  return join(serversFolder(), RECIPES[part].folder);
}
