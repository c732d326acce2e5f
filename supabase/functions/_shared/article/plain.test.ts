import { expect, it } from 'vitest';
import { plainText, readArticle } from './index.ts';

it('words of a post stand on one line', () => {
	const { tree } = readArticle('## Một\n\n- hai\n- **ba**\n\nbốn\nnăm')!;
	expect(plainText(tree)).toBe('Một hai ba bốn năm');
});
