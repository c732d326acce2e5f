import { config } from '#lib/platform/config.ts';
import { startWorker } from '#lib/platform/worker.ts';
import { keysJob, toHex } from '#lib/sealed/index.ts';

/** The lookup secret of a code: scrypt in a worker, so that the page stays alive on an old phone. */
export async function derive(code: string): Promise<string> {
	const keys = startWorker(keysJob);
	const { deploymentId } = await config();
	return toHex((await keys.ask({ code, deployment: deploymentId })).lookup);
}
