/** Builds the console with Vite when its sources have changed since it was built. */
export function buildConsoleIfStale(root: string, node: string): Promise<void>
