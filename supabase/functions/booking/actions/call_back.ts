import { readCallBack } from '../form.ts';
import { look } from '../look.ts';
import { once } from '../../_shared/edge/once.ts';
import type { Run } from '../ports.ts';
import { checked } from './submit.ts';

/** "Nhờ cán bộ gọi lại": a case with a clock, from one screen. */
export const callBack: Run<'booking_call_back'> = (ports, args) =>
	once(ports, 'booking_call_back', args, async (command) => {
		const { lookup_hash } = args;
		const form = readCallBack(args.form);
		const proof = await checked(ports, args.proof);
		await look(ports, form, null);
		return ports.store.callBack(command, { lookup_hash, form, words: ports.words(), proof });
	});
