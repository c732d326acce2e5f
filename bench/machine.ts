import { cpus, totalmem } from 'node:os';

/** When and where a figure is taken: rows of other days and machines stay beside it. */
export const taken = {
	at: new Date().toISOString().slice(0, 10),
	on: `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB`
};
