import { config } from '#lib/platform/config.ts';
import { startWorker } from '#lib/platform/worker.ts';
import { tipKeysJob, toHex, type TipKeys } from '#lib/sealed/index.ts';

/** What is made of a code: the proof whose case it is, as hex, and the keys that a tip was sealed with. */
export type Derived = { lookup: string; keys: TipKeys };

/**
 * scrypt in a worker, so that the page stays alive on an old phone. The keys of a tip are made for every code: which
 * kind it opens is not known yet, and the work must not tell.
 */
export async function derive(code: string): Promise<Derived> {
	const worker = startWorker(tipKeysJob);
	const { deploymentId } = await config();
	const keys = await worker.ask({ code, deployment: deploymentId, for: 'tip' });
	return { lookup: toHex(keys.lookup), keys };
}
