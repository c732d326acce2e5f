/** Whoever asks for a call or for help, follows the news, or tells the police something and goes on talking. */
import { randomBytes, randomUUID } from 'node:crypto';
import { makeBrowser } from '../../supabase/functions/_shared/push/testing.ts';
import { solve } from '../../supabase/functions/_shared/proof/solve.ts';
import { helpWanted } from '../faults/commands.ts';
import * as sealing from '../functions/sealing.ts';
import { newSecret, type World } from '../functions/world.ts';
import { demand, type Doors } from './doors.ts';
import type { Case, Kept } from './kept.ts';

type Place = { doors: Doors; world: World; kept: Kept; at: sealing.Place; tips: sealing.Desk };

export function senders({ doors, world, kept, at, tips }: Place) {
	const { area, unit } = world;
	const proof = async (path: string) =>
		solve((await doors.edge(path, `${path}_challenge`, {})).body.challenge);
	const opened = (kind: Case['kind'], hash: string, reference: string) => {
		kept.cases.push({ kind, hash, reference, state: 'other', window: null, did: [] });
		kept.tell(kind);
		return reference;
	};

	async function asksForACall(): Promise<string> {
		const { lookup_hash } = await newSecret();
		const who = { name: 'Lê Thị Ớt', phone: '0900 000 102' };
		const form = { ...who, area, hamlet: null, when: 'any', about: null };
		const sent = { key: randomUUID(), lookup_hash, proof: await proof('booking'), form };
		const answer = demand(await doors.edge('booking', 'booking_call_back', sent));
		return opened('call_back', lookup_hash, answer.reference);
	}
	async function asksForHelp(): Promise<void> {
		const { lookup_hash } = await newSecret();
		const asked = { key: randomUUID(), lookup_hash, proof: await proof('support') };
		const sent = { ...asked, form: helpWanted(area) };
		const answer = demand(await doors.edge('support', 'support_ask', sent));
		opened('support', lookup_hash, answer.reference);
	}
	async function follows(): Promise<void> {
		const endpoint = `https://fcm.googleapis.com/fcm/send/${randomBytes(9).toString('hex')}`;
		const { subscription } = makeBrowser(endpoint);
		const wish = { unit, categories: ['warnings'], areas: [], lang: 'vi' };
		const sent = { key: randomUUID(), proof: await proof('follow'), subscription, wish };
		demand(await doors.edge('follow', 'follow_start', sent));
		kept.follows.push(endpoint);
		kept.tell('follow');
	}
	async function tellsAndAnswers(): Promise<void> {
		const sender = await sealing.newSender(at);
		const whole = await sealing.tipOf(at, tips, sender, 'Đêm nào cũng có xe chở gỗ.');
		const { reference } = demand(await doors.edge('tips', whole.action, whole));
		const tip = { hash: sender.lookup_hash, reference, replies: [] as string[] };
		kept.tips.push(tip);
		kept.tell('tip');
		const { version, seq, epoch } = await sealing.openTip(at, sender);
		const text = await sealing.sealTo(sender.room.recipient, 4, { text: 'Khoảng 2 giờ sáng.' });
		const item = randomUUID();
		const sealed = sealing.base64(text);
		const say = { act: 'message', item, seq: seq + 1, epoch, sealed };
		const { lookup } = sender;
		const said = await doors.lookup({ op: 'say', lookup, key: randomUUID(), version, say }, lookup);
		if ('code' in said) throw new Error(`answering: ${said.code}`);
		tip.replies.push(item);
		kept.tell('tip reply');
	}
	return { asksForACall, asksForHelp, follows, tellsAndAnswers };
}
