import { capitalised } from '#renderer/components/capitalised.ts';
import { Panel } from '#renderer/components/layout/panel.tsx';
import { expressionTex } from '#renderer/components/math/expression-tex.ts';
import { Tex } from '#renderer/components/math/tex.tsx';
import { causeOf } from '#renderer/components/notices/notify.tsx';
import { formatRange, formatSignificant } from '#renderer/components/numbers/format-number.ts';
import { fromWireError } from '#shared/contract/errors.ts';
import type { SpaceMeasure } from '#shared/contract/space/space-methods.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { type DefinitionFinding, definitionFindingText } from '#shared/domain/definition-finding.ts';
import { shareText } from './share-text.ts';
import styles from './space.module.css';

/** The space in numbers: dimensions, what the constraints leave, and what the Gaussian process sees. */
export function SpaceFacts({
  definition,
  measure,
}: {
  definition: CampaignDefinition;
  measure: SpaceMeasure | undefined;
}) {
  const findings = (code: DefinitionFinding['code']) =>
    measure?.findings.flatMap((finding) =>
      finding.code === code
        ? [
            <p key={code} className={styles.problem} role="alert">
              {`${capitalised(definitionFindingText(finding))}.`}
            </p>,
          ]
        : [],
    );
  return (
    <>
      <Panel title="Space" help="spaceShare">
        <dl className={styles.facts}>
          <dt>Free parameters</dt>
          <dd>{definition.parameters.length}</dd>
          <dt>Fixed values</dt>
          <dd>{Object.keys(definition.fixed).length}</dd>
          <dt>Left by the constraints</dt>
          <dd>{measure === undefined ? '…' : shareText(measure.allowed)}</dd>
        </dl>
        {findings('nothing-allowed')}
      </Panel>
      <Panel title="What the Gaussian process sees">
        {measure?.problem && (
          <p className={styles.problem} role="alert">
            {causeOf(fromWireError(measure.problem))}
          </p>
        )}
        {findings('blind-coordinates')}
        <dl className={styles.facts}>
          {measure?.coordinates.map(({ text, from, to }) => (
            <Coordinate key={text} text={text} from={from} to={to} definition={definition} />
          ))}
        </dl>
      </Panel>
    </>
  );
}

function Coordinate({
  text,
  from,
  to,
  definition: { parameters },
}: {
  text: string;
  from: number;
  to: number;
  definition: CampaignDefinition;
}) {
  const parameter = parameters.find(({ name }) => name === text);
  const scale = parameter?.scale === 'log' ? '\\log_{10}\\,' : '';
  return (
    <>
      <dt>
        <Tex>{`$${scale}${expressionTex(text, parameters)}$`}</Tex>
      </dt>
      <dd>{formatRange(formatSignificant(from, 3), formatSignificant(to, 3))}</dd>
    </>
  );
}
