/** A contract's shape as JSON Schema. */
import * as z from 'zod/mini';

/** Longer than any text that a contract takes. */
const LONG = 20_000;

/**
 * The longest text that a schema takes, found by trying: what cleans and judges a text by itself says no length that could be read
 * off. Undefined where there is no end to it.
 */
function longest(schema: z.core.$ZodType): number | undefined {
	const takes = (length: number) => z.safeParse(schema, 'a'.repeat(length)).success;
	if (!takes(1) || takes(LONG)) return undefined;
	let [taken, refused] = [1, LONG];
	while (refused - taken > 1) {
		const middle = (taken + refused) >> 1;
		if (takes(middle)) taken = middle;
		else refused = middle;
	}
	return taken;
}

/** JSON Schema 2020-12, without the name of its dialect, which a document says once. */
export function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): object {
	const { $schema: _, ...shape } = z.toJSONSchema(schema, {
		io,
		unrepresentable: 'any',
		override({ zodSchema, jsonSchema }) {
			const { type, maxLength, format, enum: listed, const: only } = jsonSchema;
			const isFree = maxLength === undefined && !format && !listed && only === undefined;
			if (type !== 'string' || !isFree) return;
			const most = longest(zodSchema);
			if (most !== undefined) Object.assign(jsonSchema, { minLength: 1, maxLength: most });
		}
	});
	return shape;
}
