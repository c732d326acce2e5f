import type { Example } from './examples.ts';

const confirmed = () => undefined;

export const examples: Example[] = [
	{ title: 'Thường', props: { words: '10/2026', label: 'Công bố', confirmed } },
	{
		title: 'Nguy hiểm',
		props: { words: 'gỡ bài', label: 'Gỡ bài', kind: 'danger', confirmed },
		words: 'Câu hỏi khác của biểu mẫu.'
	},
	{
		title: 'Bị từ chối',
		props: {
			words: 'gỡ bài',
			label: 'Gỡ bài',
			kind: 'danger',
			failed: 'Người khác vừa sửa mục này. Xin xem lại rồi làm lần nữa.',
			confirmed
		}
	}
];
