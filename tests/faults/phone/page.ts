/** The field app without its pages: vault, outbox, session and doors, as the built portal has them, driven by a test. */
import { sendFromRoad } from '../../../src/lib/rounds/field-rounds.ts';
import { Field } from '../../../src/lib/rounds/field.svelte.ts';
import { askPasskey, makePasskey } from '../../../src/lib/rounds/vault-passkey.ts';
import { session } from '../../../src/lib/platform/session.svelte.ts';

type Officer = { id: string; name: string; email: string; password: string };
/** Moments at which a phone may die. The test answers; what has to die then never goes on. */
export type Moment = 'begun' | 'said' | 'before_sending' | 'answered';
declare global {
	interface Window {
		/** Put there by the test. */
		moment: (moment: Moment, key: string | null) => Promise<void>;
		phone: typeof phone;
	}
}

let field: Field;

const send = async (door: string, args: Record<string, unknown>, options: { as: string }) => {
	await window.moment('before_sending', String(args.key));
	const answer = await sendFromRoad(door, args, options);
	await window.moment('answered', String(args.key));
	return answer;
};
const codeOf = (problem: unknown) => (problem as { code?: string }).code ?? String(problem);

const phone = {
	/** Signs in where nobody is. */
	async arrive({ email, password }: Officer) {
		await session.start();
		if (session.state !== 'in') await session.signIn(email, password);
	},
	signOut: () => session.signOut(),
	async open({ id, name }: Officer, pin: string) {
		field = await Field.open({ id, name }, send);
		if (field.state === 'none') await field.make(pin);
		else await field.unlock(pin);
	},
	async addPasskey(pin: string) {
		await field.addPasskey(pin, await makePasskey(field.officer));
		field.lock();
	},
	async openByPasskey() {
		try {
			await field.unlockBy({ secret: await askPasskey(field.passkey!) });
			return field.state;
		} catch (problem) {
			return codeOf(problem);
		}
	},
	/** What became of it: `said` when the page would say that it is on this phone. */
	async say(args: Record<string, unknown>, thing: string, version: number) {
		await window.moment('begun', null);
		try {
			const { key } = await field.outbox.add({ door: 'rounds_outcome', args, thing, version });
			await window.moment('said', key);
			return 'said';
		} catch (problem) {
			return codeOf(problem);
		}
	},
	async drain() {
		await field.outbox.drain();
		return phone.look();
	},
	look() {
		const { waiting, refused, needsSignIn, otherOfficer, entries } = field.outbox;
		return {
			waiting,
			refused,
			needsSignIn,
			otherOfficer,
			ats: entries.map(({ at }) => at)
		};
	}
};
window.phone = phone;
