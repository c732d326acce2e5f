import { config } from '#lib/platform/config.ts';
import { late } from '#lib/platform/late.ts';
import { startWorker } from '#lib/platform/worker.ts';
import { worked } from '#lib/platform/worked.ts';
import type { MakeCodes } from './lists-taking.svelte.ts';
import type { Secret } from './secret.ts';

/** Codes one after the other in the one Worker that makes keys: a tenth of a second each on a laptop, half on a phone. */
export const makeCodes: MakeCodes = async (count, { signal, done }) => {
	const { keysJob, newCode, toHex } = await late(import('#lib/sealed/index.ts'));
	const { deploymentId } = await config();
	const keys = startWorker(keysJob);
	const made: Secret[] = [];
	let begun = 0;
	// Two ask in turn, so that one always waits: the Worker lives as long as somebody does.
	const lane = async () => {
		while (begun++ < count) {
			const code = newCode();
			const { lookupHash } = await keys.ask({ code, deployment: deploymentId }, { signal });
			done(made.push({ code, lookupHash: toHex(lookupHash) }));
		}
	};
	await worked(Promise.all([lane(), lane()]));
	return made;
};
