import { invalid, take } from '../_shared/answer/index.ts';
import { readArticle, slugOf } from '../_shared/article/index.ts';
import { doors } from '../_shared/contracts/news-desk.ts';
import { actionOf } from '../_shared/edge/dispatch.ts';
import { pictureOf } from './picture.ts';
import type { Ports } from './ready.ts';
import type { Action, Answer, Args, Kept } from './shapes.ts';

type Run<Name extends Action> = (ports: Ports, args: Args<Name>) => Promise<Answer<Name>>;

/** Keeps what an editor types, with the tree that readers will see. */
const save: Run<'news_save'> = async (ports, { key, ...request }) => {
	const officer = ports.officer();
	const article = readArticle(request.text.body);
	if (!article) throw invalid([{ field: 'body', code: 'too_deep' }]);
	return officer.save({ key, request }, article.tree, slugOf(request.text.title));
};

/** Keeps a picture: the bytes first, then the row that names them, so that no row names what is not there. */
const image: Run<'news_image'> = async (ports, { key, alt, files, share }) => {
	const officer = ports.officer();
	const pictures = await Promise.all([
		...files.map((file, at) => pictureOf(file, `files.${at}`, false)),
		pictureOf(share, 'share', true)
	]);
	const kept = pictures.map(({ file: _, ...row }): Kept => row);
	const command = { key, request: { alt, files: kept.map(({ sha256 }) => sha256) } };
	const done = await officer.ready(command);
	if (done) return done;
	for (const { sha256, type, file } of pictures)
		await ports.shelf.put(`${sha256}.${type}`, `image/${type}`, file);
	return officer.image(command, alt, kept);
};

const actions: { [Name in Action]: Run<Name> } = { news_save: save, news_image: image };

/**
 * Answers one request of this room: `{ action, ...args }`, args as the contract of the door `action` has them.
 * @throws Refusal
 */
export async function handle(ports: Ports, sent: unknown): Promise<unknown> {
	const { action, args } = actionOf(sent, actions);
	const run = actions[action] as (ports: Ports, args: unknown) => Promise<unknown>;
	return run(ports, take(doors[action].args, args, ['text']));
}
