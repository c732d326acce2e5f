import type { VerifiedDesk } from '#lib/sealed/cipher.ts';
import { SealedError } from '#lib/sealed/index.ts';
import { linkOf, newestOf } from './desk-age.ts';
import type { Desk, DeskFloor } from './staff.ts';

export type { VerifiedDesk };
/** As `verifyDesk` of `sealed/cipher`. */
export type Verify = (
	desk: Desk,
	floor: DeskFloor,
	unit: string,
	now: Date
) => VerifiedDesk | Promise<VerifiedDesk>;
/** `floored`: the chain leads from what this build knows. Without that it is only whole in itself. */
export type Checked = { desk: VerifiedDesk; expired: boolean; floored: boolean };

const codeOf = (error: unknown) => (error instanceof SealedError ? error.code : null);

/**
 * Verifies a unit's chain for people who look after it: an expired list is shown as one, since it has to be signed
 * again; whatever else is wrong is thrown. Without a floor the chain is taken from its first link, and says so.
 * @throws SealedError `list_unsigned`, `list_forked`, `list_foreign`, `list_damaged`
 */
export async function checkChain(
	desk: Desk,
	floor: DeskFloor | null,
	unit: string,
	now: Date,
	verify: Verify
): Promise<Checked> {
	const [first, newest] = [linkOf(desk.links[0]!), newestOf(desk)];
	if (!first || !newest) throw new SealedError('list_damaged');
	const from = floor ?? { lead: first.lead, version: 0, head: null };
	const floored = floor !== null;
	try {
		return { desk: await verify(desk, from, unit, now), expired: false, floored };
	} catch (error) {
		if (codeOf(error) !== 'list_expired') throw error;
		// Everything but its age is verified as of the day on which it was signed.
		const then = await verify(desk, from, unit, new Date(newest.at));
		return { desk: then, expired: true, floored };
	}
}
