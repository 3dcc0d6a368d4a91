// Finds words of the interface that stand in the logic of the pages instead of web/strings/: text in double quotes or
// backquotes that reads like words, outside of what no person sees (selectors, class names, addresses, the console) or only who programs (errors).
//
//   node interface_strings.mjs FILE ...
//
// Prints a line for each: file:line: text. tests/unit/web/test_strings.py calls it.
import { readFileSync } from "node:fs";
import process from "node:process";
import ts from "typescript";

/** Calls whose arguments no person reads. */
const UNREAD_CALLS = /(^|\.)(querySelector(All)?|closest|matches|addEventListener|removeEventListener|dispatchEvent|setProperty|getPropertyValue|getContext|matchMedia|require|Event|RegExp|URL|import|byId|mark|getElementById|info|warn|toggle|add|remove|contains|get|on_event|hasAttribute|removeAttribute|includes|startsWith|endsWith|Worker|SharedWorker|getEntriesByType|getAttribute|request|open|has|setTimeout|Error)$/;
/** Properties and attributes whose values no person reads. */
const UNREAD_NAMES = /^(className|type|role|id|name|rel|accept|inputMode|autocapitalize|wrap|kind|format|mode|data-.*|href|cssText|dtype|descr|font|text_font.*|.*_color|.*_style|behavior|block|colorSpaceConversion|premultiplyAlpha|aria-(live|pressed|keyshortcuts|labelledby|hidden)|(min|max)-?.*)$/;
/** Two words, or one that begins like a sentence or a label. */
const WORDS = /\p{L}{2,}[^\p{L}\d]* \p{L}{2,}|^\s*\p{Lu}\p{Ll}+( …|…|:)?\s*$/u;

/** @param {ts.Node} node */
function unread(node) {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (ts.isImportDeclaration(parent) || ts.isTypeNode(parent)) return true;
    if (ts.isPropertyAssignment(parent) && (parent.name === at || UNREAD_NAMES.test(parent.name.getText().replaceAll('"', "")))) return true;
    if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== at) {
      return UNREAD_CALLS.test(parent.expression.getText()) || attribute(parent, at);
    }
    if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
      && UNREAD_NAMES.test(parent.left.getText().split(".").at(-1) ?? "")) return true;
    if (ts.isBinaryExpression(parent) && /^[!=]==$/.test(parent.operatorToken.getText())) return true;
    if (ts.isStatement(parent) || ts.isFunctionLike(parent) || ts.isPropertyDeclaration(parent)) return false;
  }
  return false;
}

/** `setAttribute("name", value)` @param {ts.CallExpression | ts.NewExpression} call @param {ts.Node} argument */
function attribute(call, argument) {
  if (!/setAttribute$/.test(call.expression.getText())) return false;
  const [name] = call.arguments ?? [];
  return name === argument || UNREAD_NAMES.test(name.getText().replaceAll('"', ""));
}

for (const file of process.argv.slice(2)) {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);
  /** @param {ts.Node} node */
  const visit = (node) => {
    const text = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) ? node.text
      : ts.isTemplateExpression(node) ? [node.head, ...node.templateSpans.map(({ literal }) => literal)].map((part) => part.text).join("{}") : "";
    if (WORDS.test(text) && !unread(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      console.log(`${file}:${line + 1}: ${text.replaceAll("\n", " ")}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}
