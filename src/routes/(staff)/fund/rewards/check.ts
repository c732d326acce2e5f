/**
 * Where the rooms meet over a reward: `fund` has the package and the word, `tips` opens the tip that a package names,
 * `staff` and `unit` prove who may speak. All of it in the officer's browser: the server is asked for sealed things alone.
 */
import type { Checked } from '#lib/fund/deciding.svelte.ts';
import type { Reward, Shown } from '#lib/fund/fund.ts';
import { judgeProposal, judgeWord, type WordFault } from '#lib/fund/judging.ts';
import { Problem } from '#lib/platform/problem.ts';
import type * as sealing from '#lib/sealed/cipher.ts';
import type { Holder, Proposal } from '#lib/sealed/cipher.ts';
import { fromBase64, SealedError } from '#lib/sealed/index.ts';
import { readTip } from '#lib/tips/officer-reading.ts';
import type { Desks } from '#lib/tips/officer-desks.ts';
import type { OpenTip } from '#lib/tips/officer-tips.ts';

type Cipher = typeof sealing;
export type CheckParts = {
	desks: Desks;
	leadsAt: (unit: string, version: number) => Promise<ReadonlySet<string> | null>;
	open: (id: string) => Promise<OpenTip>;
	hrefOf: (id: string) => string;
	cipher?: () => Promise<Cipher>;
};
const late = () => import('#lib/sealed/cipher.ts');

/** What the lead's browser finds. @throws Problem of the line; SealedError where the unit's lists prove nothing */
export async function checkProposal(
	reward: Reward,
	holder: Holder,
	{ desks, open, hrefOf, cipher: load = late }: CheckParts
): Promise<Checked> {
	if (!reward.asked?.sealed) return { fault: 'no_package', href: null };
	const cipher = await load();
	let proposal: Proposal;
	try {
		proposal = await cipher.openProposal(fromBase64(reward.asked.sealed), holder.identity);
	} catch (problem) {
		if (problem instanceof SealedError) return { fault: 'package_broken', href: null };
		throw problem;
	}
	const tip = await open(proposal.case).catch((problem: unknown) => {
		if (problem instanceof Problem && [404, 422].includes(problem.status)) return null;
		throw problem;
	});
	if (!tip) return { fault: 'tip_closed', href: null };
	const { body } = await readTip(tip, holder, desks, cipher);
	const listed = await desks.roll(reward.unit, proposal.list);
	const fault = judgeProposal({ ...reward, claim: reward.asked.claim }, proposal, {
		tip: tip.tip,
		claim: body?.claim ?? null,
		listed
	});
	return { fault, href: hrefOf(proposal.case) };
}

/** What the treasurer's browser finds. @throws as `checkProposal` */
export async function proveWord(
	shown: Shown,
	digits: string,
	{ leadsAt, cipher: load = late }: Pick<CheckParts, 'leadsAt' | 'cipher'>
): Promise<WordFault | null> {
	const cipher = await load();
	try {
		const word = cipher.readApproval(shown.word, shown.signature);
		const leads = await leadsAt(shown.unit, word.list);
		return judgeWord(shown, word, { claim: cipher.digestOf(digits), leads });
	} catch (problem) {
		if (problem instanceof SealedError && ['shape', 'signature'].includes(problem.code))
			return 'word_broken';
		throw problem;
	}
}
