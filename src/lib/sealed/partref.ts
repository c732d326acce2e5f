import { isDigest } from './digest.ts';
import { isCount, isFields, isText } from './shape.ts';

/** An attachment, as the signed item that carries it tells of it. */
export interface PartRef {
	name: string;
	type: string;
	/** The true size; the parts are larger. */
	bytes: number;
	kind: 'redrawn' | 'original' | 'file';
	/** In order, with those that only pad the number. */
	parts: { id: string; sha256: string }[];
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function isPartRef(value: unknown): value is PartRef {
	return (
		isFields(value, ['name', 'type', 'bytes', 'kind', 'parts']) &&
		isText(value.name) &&
		isText(value.type) &&
		isCount(value.bytes, 0) &&
		['redrawn', 'original', 'file'].includes(value.kind as string) &&
		Array.isArray(value.parts) &&
		value.parts.every(isPart)
	);
}

const isPart = (value: unknown): boolean =>
	isFields(value, ['id', 'sha256']) &&
	isText(value.id) &&
	uuid.test(value.id) &&
	isDigest(value.sha256);
