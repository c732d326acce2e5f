import { Refusal } from '../../_shared/answer/index.ts';
import type { Run } from '../ports.ts';

/** A part's sealed bytes for an officer who is a member of the tip. */
export const part: Run<'tips_part', Uint8Array<ArrayBuffer>> = async (ports, args) => {
	const { path } = await ports.officer().part(args.id, args.part);
	const file = await ports.shelf.get(path);
	if (!file) throw new Refusal(404, 'not_found');
	return file;
};
