import { config } from '#lib/platform/config.ts';
import { late } from '#lib/platform/late.ts';
import { startWorker } from '#lib/platform/worker.ts';
import { worked } from '#lib/platform/worked.ts';

export type Secret = { code: string; lookupHash: string };

/**
 * The access code of a case that is about to be made. It is drawn in the browser and derived in a worker while
 * the person writes; the server learns only a hash. Nobody sees the code before the server has confirmed.
 */
export class AccessCode {
	#making: Promise<Secret> | null = null;

	prepare() {
		this.ready().catch(() => {});
	}

	ready(): Promise<Secret> {
		this.#making ??= make().catch((problem: unknown) => {
			this.#making = null;
			throw problem;
		});
		return this.#making;
	}

	/** After a reload in the middle of sending: the same code goes with the same request. */
	restore(secret: Secret) {
		this.#making = Promise.resolve(secret);
	}

	forget() {
		this.#making = null;
	}
}

async function make(): Promise<Secret> {
	const { keysJob, newCode, toHex } = await late(import('#lib/sealed/index.ts'));
	const code = newCode();
	const keys = startWorker(keysJob);
	try {
		const { deploymentId } = await config();
		const { lookupHash } = await worked(keys.ask({ code, deployment: deploymentId }));
		return { code, lookupHash: toHex(lookupHash) };
	} finally {
		keys.end();
	}
}
