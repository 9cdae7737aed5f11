import { describe, expect, test } from "@odoo/hoot";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { ContactOutbox } from "@integration_case/contact_outbox/contact_outbox_service";

describe.current.tags("headless");

const ENTRY = { label: "Testmann, Rana", form: { note: "text" } };

function getValues(key) {
    return { entry_key: key, case_id: 7, note: "text" };
}

/** An outbox whose server answers as the test wants. */
function makeOutbox() {
    const server = { answer: () => ({ id: 1, doubled: false }), received: [] };
    const call = async (model, method, [values]) => {
        server.received.push(values.entry_key);
        return server.answer(values);
    };
    const outbox = new ContactOutbox(
        {},
        { orm: { silent: { call } }, notification: { add: () => {} } }
    );
    return { outbox, server };
}

function loseConnection() {
    throw new ConnectionLostError("/web/dataset/call_kw");
}

function refuse(message) {
    return () => {
        const error = new RPCError();
        error.exceptionName = "odoo.exceptions.ValidationError";
        error.data = { arguments: [message] };
        throw error;
    };
}

test("a saved contact is not kept", async () => {
    const { outbox } = makeOutbox();
    expect(await outbox.submit(getValues("a"), ENTRY)).toEqual({ sent: true });
    expect(outbox.isUnsent).toBe(false);
});

test("without connection the contact is kept and sent later with its key", async () => {
    const { outbox, server } = makeOutbox();
    server.answer = loseConnection;
    expect(await outbox.submit(getValues("a"), ENTRY)).toEqual({ sent: false });
    await outbox.flush();
    expect(outbox.state.entries.length).toBe(1);
    server.answer = () => ({ id: 1, doubled: false });
    await outbox.flush();
    expect(outbox.isUnsent).toBe(false);
    expect(server.received).toEqual(["a", "a", "a"]);
});

test("a refusal is the caller's, nothing is kept", async () => {
    const { outbox, server } = makeOutbox();
    server.answer = refuse("The case is closed");
    await expect(outbox.submit(getValues("a"), ENTRY)).rejects.toThrow();
    expect(outbox.isUnsent).toBe(false);
});

test("a refusal on resending is shown and does not hold up the others", async () => {
    const { outbox, server } = makeOutbox();
    server.answer = loseConnection;
    await outbox.submit(getValues("a"), ENTRY);
    await outbox.submit(getValues("b"), ENTRY);
    server.answer = (values) =>
        values.entry_key === "a" ? refuse("The case is closed")() : { id: 2 };
    await outbox.flush();
    expect(outbox.state.entries.map((entry) => [entry.key, entry.error])).toEqual([
        ["a", "The case is closed"],
    ]);
    expect(outbox.reopen("a")).toBe(7);
    expect(outbox.isUnsent).toBe(false);
    expect(outbox.takeDraft(7).form).toEqual({ note: "text" });
});

test("closing the page is warned of while something is kept", async () => {
    const { outbox, server } = makeOutbox();
    const leave = () => {
        const ev = new Event("beforeunload", { cancelable: true });
        outbox.onBeforeUnload(ev);
        return ev.defaultPrevented;
    };
    expect(leave()).toBe(false);
    server.answer = loseConnection;
    await outbox.submit(getValues("a"), ENTRY);
    expect(leave()).toBe(true);
    outbox.remove("a");
    outbox.keepDraft(7, ENTRY);
    expect(leave()).toBe(true);
});

test("a draft is kept for each client and taken once", () => {
    const { outbox } = makeOutbox();
    outbox.keepDraft(7, { label: "one", form: {} });
    outbox.keepDraft(7, { label: "two", form: {} });
    outbox.keepDraft(8, { label: "other", form: {} });
    expect(outbox.takeDraft(7).label).toBe("two");
    expect(outbox.takeDraft(7)).toBe(undefined);
    expect(outbox.state.drafts.length).toBe(1);
});
