// CSS. Not its extensions: the grammar makes errors of nearly every construct of SCSS, and of the interpolations,
// import options and plug-ins of Less.
import { type LanguageRow, languageRowOf } from './languageRow.ts';

export const css: LanguageRow = languageRowOf({
  grammar: 'css',
  scopeQuery: `
    [(stylesheet) (block) (keyframe_block_list)] @scope
    [(comment) (js_comment)] @leading`,
  comments: ['comment', 'js_comment'],
  strings: ['string_value'],
});
