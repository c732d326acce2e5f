/** Puts the hands of a tip's sender together. Loaded for every code, like the cipher, so that its coming tells nothing. */
import { now } from '#lib/platform/clock.ts';
import { Problem } from '#lib/platform/problem.ts';
import { worked } from '#lib/platform/worked.ts';
import { startWorker } from '#lib/platform/worker.ts';
import { proofJob } from '#lib/platform/workers/proof.ts';
import * as cipher from '#lib/sealed/returning.ts';
import { toHex } from '#lib/sealed/index.ts';
import type { Derived } from './derive.ts';
import * as doors from './lookup.ts';
import type { OpeningTip } from './opening-tip.svelte.ts';
import { RewardedTip } from './rewarded-tip.ts';
import { SenderReward } from './tip-reward.svelte.ts';
import type { Floors } from './tip-lists.ts';

export async function startTip(
	floors: Floors,
	{ lookup, keys }: Derived,
	found: doors.OpenedTip
): Promise<OpeningTip> {
	let asksForLists = false;
	return new RewardedTip(
		{
			floors,
			cipher,
			now,
			open: async (before) => tipOf(await doors.open(lookup, before)),
			say: async (key, version, item) => tipOf(await doors.say(lookup, key, version, item)),
			desk: (asked) => {
				asksForLists = true;
				return doors.desk(lookup, asked);
			},
			upload: {
				lookupHash: toHex(keys.lookupHash),
				challenge: () => doors.challenge(lookup),
				prove
			}
		},
		await cipher.holderOf(keys),
		found,
		new SenderReward(keys.claim, {
			digest: cipher.digestOf,
			ask: doors.reward,
			give: doors.giveAway
		}),
		// With no word of an officer there is no list to ask for: a question about nothing stands in its place.
		() => {
			if (!asksForLists) void doors.askAlike(1);
		}
	);
}

async function prove(challenge: string): Promise<string> {
	return (await worked(startWorker(proofJob).ask({ challenge }))).proof;
}

/** A code opens one case, always of the same kind. */
function tipOf(found: doors.Found): doors.OpenedTip {
	if ('items' in found) return found;
	throw new Problem({ code: 'bad_answer', status: 502 });
}
