/** Puts a tip together: doors, workers and the cipher, which is fetched while the sender reads. */
import { latest, now } from '#lib/platform/clock.ts';
import { config } from '#lib/platform/config.ts';
import { worked } from '#lib/platform/worked.ts';
import { startWorker } from '#lib/platform/worker.ts';
import { proofJob } from '#lib/platform/workers/proof.ts';
import { newCode, tipKeysJob } from '#lib/sealed/index.ts';
import { Attachments } from './attachments.svelte.ts';
import { loaded } from './loaded.ts';
import { OwnKeys } from './own.ts';
import type { Built } from './readers.ts';
import { Tip } from './tip.svelte.ts';

const cipher = () => loaded(() => import('#lib/sealed/sender.ts'));
/** They have come before anything of them is asked. */
const parts = () => loaded(() => import('./questions.ts'));

async function tree(code: string) {
	const { deploymentId } = await config();
	const keys = startWorker(tipKeysJob);
	return worked(keys.ask({ code, deployment: deploymentId, for: 'tip' }));
}

async function prove(challenge: string): Promise<string> {
	return (await worked(startWorker(proofJob).ask({ challenge }))).proof;
}

/** Names of places and units, as this page has them. */
export type Places = { unitOf(area: string): string; policeName(unit: string): string };

export const startTip = (built: Built, places: Places): Tip =>
	new Tip(
		{
			built,
			...places,
			cipher,
			desk: async (args) => (await parts()).desk(args),
			seal: async (given) => (await parts()).sealed(await cipher(), given),
			submit: async (args) => (await parts()).submit(args),
			prove,
			now,
			latest,
			own: new OwnKeys({ newCode, tree, cipher })
		},
		new Attachments({
			cipher,
			redraw: async (file) => (await parts()).redraw(file),
			upload: async (...part) => (await parts()).upload(...part)
		})
	);
