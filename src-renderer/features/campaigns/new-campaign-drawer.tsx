import { Alert, Button, FileButton, Group, TextInput } from '@mantine/core';
import { IconFileImport, IconFolder } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { draftOf, NEW_DEFINITION } from '#renderer/components/definition/definition-draft.ts';
import { ParametersTable } from '#renderer/components/definition/parameters-table.tsx';
import { QuantitiesField } from '#renderer/components/definition/quantities-field.tsx';
import { readDraft } from '#renderer/components/definition/read-draft.ts';
import {
  type DefinitionForm,
  useDefinitionForm,
} from '#renderer/components/definition/use-definition-form.ts';
import { fileNameOf } from '#renderer/components/files/file-name.ts';
import { LIMIT_FILE_ENDINGS } from '#renderer/components/files/limit-file-endings.ts';
import { SideDrawer } from '#renderer/components/layout/side-drawer.tsx';
import { causeOf, notifyFailure } from '#renderer/components/notices/notify.tsx';
import { useHost } from '#renderer/host/surroundings-provider.tsx';
import { useOpenCampaign } from '#renderer/queries/campaigns.ts';
import { useMethod } from '#renderer/queries/use-method.ts';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import { importWhenOpen } from '#renderer/state/limits-to-import.ts';
import { navigate } from '#renderer/state/navigation.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { definitionOfFile } from '#shared/limit-files/definition-of-file.ts';
import { describeDraft, describeExtras } from './describe-extras.ts';
import styles from './new-campaign.module.css';

interface NewCampaignDrawerProps {
  readonly isOpen: boolean;
  /** To fill the form in from; null for an empty one. */
  readonly file: File | null;
  readonly onClose: () => void;
}

/** Asks for what a campaign explores, and makes its file. */
export function NewCampaignDrawer({ isOpen, file, onClose }: NewCampaignDrawerProps) {
  const form = useDefinitionForm(NEW_DEFINITION);
  const [limits, setLimits] = useState<File | null>(null);
  const [chosenPath, setChosenPath] = useState<string | null>(null);
  const name = useWatch({ control: form.control, name: 'name' });
  const { data: suggested } = useMethod('campaign.suggestPath', isOpen ? { name } : null);
  const path = chosenPath ?? suggested?.path ?? '';
  const openCampaign = useOpenCampaign();
  const create = useMethodMutation('campaign.create', {
    failureTitle: null,
    onSuccess: async (made) => {
      const { campaignId } = await openCampaign(made.path);
      onClose();
      if (limits !== null) importWhenOpen(campaignId, limits);
      navigate({ campaignId, screen: 'limits' });
    },
  });
  const submit = form.handleSubmit((draft) => {
    const { definition } = readDraft(draft);
    if (definition !== null) create.mutate({ path, definition });
  });
  return (
    <SideDrawer
      isOpen={isOpen}
      onClose={onClose}
      title="New campaign"
      remark="everything but the parameters can be changed later"
      width={860}
      footer={
        <Group gap="sm" justify="flex-end">
          {create.error !== null && (
            <span className={styles.failure} role="alert">
              {causeOf(create.error)}
            </span>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="filled" type="submit" form="new-campaign" loading={create.isPending}>
            Create
          </Button>
        </Group>
      }
    >
      <form id="new-campaign" className={styles.form} onSubmit={(event) => void submit(event)}>
        <FromFile form={form} given={isOpen ? file : null} onLimits={setLimits} />
        <TextInput
          {...form.register('name')}
          label="Name"
          description="TeX goes between dollar signs"
          placeholder="Dark Higgs $\to b\bar b$ + MET"
          error={form.formState.errors.name?.message}
          data-autofocus
        />
        <fieldset className={styles.group}>
          <legend>Parameters</legend>
          <ParametersTable form={form} hasFreeNames />
        </fieldset>
        <fieldset className={styles.group}>
          <legend>Limits</legend>
          <QuantitiesField form={form} />
        </fieldset>
        <CampaignPath path={path} onChange={setChosenPath} />
      </form>
    </SideDrawer>
  );
}

interface FromFileProps {
  readonly form: DefinitionForm;
  /** A file that was dropped, to begin with. */
  readonly given: File | null;
  /** The file where it holds limits, which can be imported then; else null. */
  readonly onLimits: (file: File | null) => void;
}

/** Fills the form out of a campaign.yaml, or drafts it from limits. */
function FromFile({ form, given, onLimits }: FromFileProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [remark, setRemark] = useState<string | null>(null);
  const { reset } = form;
  const read = useCallback(
    async (file: File | null) => {
      if (file === null) return;
      try {
        if (file.size > MOST_BYTES) throw tooLarge(file);
        const bytes = new Uint8Array(await file.arrayBuffer());
        const { definition, drafted } = await definitionOfFile({ name: file.name, bytes });
        reset(draftOf(definition));
        setRemark(
          drafted === null ? describeExtras(definition) : describeDraft(file.name, drafted, definition),
        );
        onLimits(drafted === null ? null : file);
        setProblem(null);
      } catch (error) {
        setProblem(causeOf(error));
        setRemark(null);
        onLimits(null);
      }
    },
    [reset, onLimits],
  );
  useEffect(() => void read(given), [read, given]);
  return (
    <div>
      <Group gap="sm">
        <FileButton accept={ACCEPTED} onChange={(file) => void read(file)}>
          {(props) => (
            <Button {...props} leftSection={<IconFileImport />}>
              Fill in from a file
            </Button>
          )}
        </FileButton>
        <span className={styles.quiet}>{remark ?? 'a campaign.yaml, or limits: CSV, JSON, HEPData, …'}</span>
      </Group>
      {problem !== null && (
        <Alert color="bad" mt="sm" variant="light" className={styles.problem ?? ''}>
          {problem}
        </Alert>
      )}
    </div>
  );
}

/** Larger files are read by the command line: the window would stand still. */
const MOST_BYTES = 20_000_000;
const ACCEPTED = [...new Set(['.yaml', '.yml', ...LIMIT_FILE_ENDINGS])].join(',');

const tooLarge = ({ name }: File): ContouristError =>
  new ContouristError('draft.too_large', `${name} has more than ${MOST_BYTES / 1e6} MB.`, {
    hint: `Draft its campaign on the command line: contourist new NAME.contourist --from ${name}`,
  });

function CampaignPath({ path, onChange }: { path: string; onChange: (path: string) => void }) {
  const host = useHost();
  const choose = async () => {
    try {
      const suggestedName = fileNameOf(path);
      const chosen = await host.pickCampaignFile({ purpose: 'create', suggestedName });
      if (chosen !== null) onChange(chosen);
    } catch (error) {
      notifyFailure({ title: 'The file could not be chosen', error });
    }
  };
  return (
    <div className={styles.path}>
      <TextInput
        label="Campaign file"
        description="On the machine where Contourist runs. One file holds everything."
        value={path}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        required
        withAsterisk={false}
      />
      <Button leftSection={<IconFolder />} onClick={() => void choose()}>
        Choose…
      </Button>
    </div>
  );
}
