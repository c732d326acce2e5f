import { config } from '#lib/platform/call.ts';
import { startWorker } from '#lib/platform/worker.ts';
import { keysJob, toHex } from '#lib/sealed/index.ts';
import { open, say } from './lookup.ts';
import { Opening } from './opening.svelte.ts';

/** The lookup secret of a code: scrypt in a worker, so that the page stays alive on an old phone. */
async function derive(code: string): Promise<string> {
	const keys = startWorker(keysJob);
	const { deploymentId } = await config();
	return toHex((await keys.ask({ code, deployment: deploymentId })).lookup);
}

export const startOpening = (): Opening => new Opening({ derive, open, say });
