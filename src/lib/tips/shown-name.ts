import { m } from '#lib/paraglide/messages';
import { warnsOf, type Attached } from './attached.ts';

/** What a sender's own file is called on the page: a photo that goes as it is says so, for it has the name of the one that was drawn anew. */
export const shownName = (file: Attached): string =>
	file.kind === 'original' || (file.kind === 'file' && warnsOf(file) === 'photo')
		? m.tips_check_as_is({ name: file.known })
		: file.known;
