import { Refusal } from '../_shared/answer/index.ts';
import type { Node } from '../_shared/article/index.ts';
import { callWith, type Call, type Caller } from '../_shared/edge/index.ts';
import type { Command } from '../_shared/edge/once.ts';
import { shelfOf, type Keeper, type Shelf } from './shelf.ts';
import type { Answer, Kept } from './shapes.ts';

/** What is asked with an officer's own token: SQL checks that they are an editor of the unit. */
export function officerOf(call: Call) {
	return {
		save: (command: Command, tree: Node[], made_slug: string) =>
			call<Answer<'news_save'>>('news_save_write', { ...command, tree, made_slug }),
		/** The stored answer of the command; null when it is new, and may be done. */
		ready: (command: Command) => call<Answer<'news_image'> | null>('news_image_ready', command),
		image: (command: Command, alt: string, files: Kept[]) =>
			call<Answer<'news_image'>>('news_image_write', { ...command, alt, files })
	};
}

/** Everything outside the handler, so that a test can stand in for it. */
export type Ports = {
	/** Made with the caller's token. @throws Refusal 401 `sign_in` when there is none */
	officer(): ReturnType<typeof officerOf>;
	shelf: Shelf;
};

/** The ports of one request: `own` is the client of its officer, if it has one. */
export function portsOf(full: Keeper, own: Caller | null): Ports {
	return {
		officer() {
			if (!own) throw new Refusal(401, 'sign_in');
			return officerOf(callWith(own));
		},
		shelf: shelfOf(full)
	};
}
