/** What goes along with a tip, or with a later message of its sender. */
import type { PartRef } from '#lib/sealed/sender.ts';
import type { PhotoFact } from './photo-facts.ts';
import type { Undrawn } from './redraw.ts';

export const MOST_FILES = 10;
export const MOST_BYTES = 50 * 1024 * 1024;

/** One thing that goes along. Its own name stays here: what is sealed is called by kind and number. */
export type Attached = {
	id: string;
	/** As the sender's device calls it; shown to the sender alone. */
	known: string;
	type: string;
	bytes: Uint8Array;
	kind: PartRef['kind'];
	removed: PhotoFact[];
	/** Of a redrawn photo: the file as it was, which goes along only if ticked. */
	original: Blob | null;
};

/** A photo that cannot be drawn anew here: the sender decides whether it goes as it is, with all that it tells. */
export type Held = Undrawn & { id: string; file: File };

export type Refused = { known: string; code: 'too_many' | 'too_large' | 'unreadable' };

/** What kind of warning a file needs: it may tell more than it shows. */
export const warnsOf = ({ kind, type }: Pick<Attached, 'kind' | 'type'>) =>
	kind === 'redrawn'
		? null
		: type.startsWith('image/')
			? 'photo'
			: /^(?:audio|video)\//.test(type)
				? 'recording'
				: 'document';
