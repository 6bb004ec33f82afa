import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useFieldArray } from 'react-hook-form';
import type { DefinitionDraft } from '#renderer/components/definition/definition-draft.ts';
import type { DraftProblem } from '#renderer/components/definition/read-draft.ts';
import type { DefinitionForm } from '#renderer/components/definition/use-definition-form.ts';
import { ToolButton } from '#renderer/components/layout/tool-button.tsx';
import { expressionTex } from '#renderer/components/math/expression-tex.ts';
import { Tex } from '#renderer/components/math/tex.tsx';
import styles from './space.module.css';

interface ExpressionLinesProps {
  readonly form: DefinitionForm;
  readonly draft: DefinitionDraft;
  readonly list: 'constraints' | 'coordinates';
  /** What one of them is called: `constraint`. */
  readonly word: string;
  readonly placeholder: string;
  readonly problems: readonly DraftProblem[];
  readonly isDisabled: boolean;
  /** What stands beside each line that is filled, in their order. */
  readonly remarks: readonly ReactNode[];
}

/** Expressions to type, one a line: how each reads in symbols, what it does, and where it is wrong. */
export function ExpressionLines({
  form,
  draft,
  list,
  word,
  placeholder,
  problems,
  isDisabled,
  remarks,
}: ExpressionLinesProps) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: list });
  const texts = draft[list].map(({ text }) => text);
  const remarkAt = (index: number) => {
    if (texts[index]?.trim() === '') return null;
    return remarks[texts.slice(0, index).filter((text) => text.trim() !== '').length];
  };
  return (
    <>
      {fields.map(({ id }, index) => {
        const text = texts[index] ?? '';
        const problem = problems.find(({ field }) => field === `${list}.${index}.text`);
        return (
          <div key={id} className={styles.line}>
            <TextInput
              {...form.register(`${list}.${index}.text`)}
              aria-label={`${word} ${index + 1}`}
              placeholder={placeholder}
              disabled={isDisabled}
              error={problem !== undefined}
              spellCheck={false}
              {...(problem && { 'aria-describedby': `${id}-problem` })}
            />
            <Tex className={styles.tex}>{`$${expressionTex(text, draft.parameters)}$`}</Tex>
            <span className={styles.share}>{problem === undefined && remarkAt(index)}</span>
            <ToolButton
              label={`Remove ${word} ${index + 1}`}
              disabled={isDisabled}
              onClick={() => remove(index)}
            >
              <IconTrash />
            </ToolButton>
            {problem !== undefined && (
              <div className={styles.lineProblem} id={`${id}-problem`} role="alert">
                <Marked text={text} column={problem.column} /> {problem.message} {problem.hint}
              </div>
            )}
          </div>
        );
      })}
      <div>
        <Button
          variant="subtle"
          leftSection={<IconPlus />}
          disabled={isDisabled}
          onClick={() => append({ text: '' })}
        >
          Add a {word}
        </Button>
      </div>
    </>
  );
}

/** The expression again with what is wrong underlined: a whole word, or one character. */
function Marked({ text, column }: { text: string; column: number | undefined }) {
  if (column === undefined) return null;
  const start = column - 1;
  // Behind the last character something is missing.
  const [wrong = '\u00a0'] = text.slice(start).match(/^([\p{L}\p{N}_]+|\S)/u) ?? [];
  return (
    <code>
      {text.slice(0, start)}
      <mark>{wrong}</mark>
      {text.slice(start + wrong.length)}
    </code>
  );
}
