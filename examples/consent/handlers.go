package consent

import "github.com/bbconform/bbconform/examples/sandbox"

// handlers says which code answers which operation.
func (b *block) handlers() map[string]sandbox.Handler {
	return map[string]sandbox.Handler{
		"configPolicyCreate":        b.create(b.policies, nil),
		"configPolicyRead":          b.read(b.policies, "policyId"),
		"configPolicyUpdate":        b.update(b.policies, "policyId", nil),
		"configPolicyDelete":        b.remove(b.policies, "policyId", b.inUse),
		"configPolicyList":          b.list("policies", b.policiesOfRevision),
		"configPolicyRevisionsList": b.listRevisions,

		"configDataAgreementCreate": b.create(b.agreements, b.checkAgreement),
		"configDataAgreementRead":   b.read(b.agreements, "dataAgreementId"),
		"configDataAgreementUpdate": b.update(b.agreements, "dataAgreementId", b.checkAgreement),
		"configDataAgreementDelete": b.remove(b.agreements, "dataAgreementId", nil),
		"configDataAgreementList":   b.list("dataAgreement", all(b.agreements)),

		"configIndividualCreate": b.create(b.individuals, nil),
		"configIndividualRead":   b.read(b.individuals, "individualId"),
		"configIndividualList":   b.list("individuals", all(b.individuals)),

		"configWebhookCreate": b.create(b.webhooks, nil),
		"configWebhookRead":   b.read(b.webhooks, "webhookId"),
		"configWebhookUpdate": b.update(b.webhooks, "webhookId", nil),
		"configWebhookDelete": b.remove(b.webhooks, "webhookId", nil),
		"configWebhookList":   b.list("webhooks", all(b.webhooks)),

		"serviceIndividualCreate":  b.create(b.individuals, nil),
		"serviceIndividualRead":    b.read(b.individuals, "individualId"),
		"serviceIndividualUpdate":  b.update(b.individuals, "individualId", nil),
		"serviceIndividualList":    b.list("individuals", all(b.individuals)),
		"serviceDataAgreementRead": b.read(b.agreements, "dataAgreementId"),
		"servicePolicyRead":        b.read(b.policies, "policyId"),

		"serviceIndividualConsentRecordCreate":            b.giveConsent,
		"serviceIndividualConsentRecordRead":              b.readConsent,
		"serviceIndividualConsentRecordUpdate":            b.changeConsent,
		"serviceIndividualConsentRecordList":              b.listConsent,
		"serviceIndividualDataAgreementConsentRecordList": b.listConsentToAgreement,
		"serviceIndividualConsentRecordDeleteAll":         b.forget,

		"serviceIndividualConsentRecordDraftCreate":     b.draft,
		"serviceIndividualConsentRecordSignatureCreate": b.createSigned,
		"serviceIndividualSignatureCreate":              b.prepareSignature,
		"serviceIndividualSignatureUpdate":              b.sign,

		"serviceVerificationConsentRecordRead": b.read(b.records, "consentRecordId"),
		"serviceVerificationConsentRecordList": b.list("consentRecords", b.visibleRecords),
		"serviceVerificationDataAgreementList": b.list("dataAgreements", b.activeAgreements),

		"auditConsentRecordRead": b.auditRead(b.records, "consentRecordId"),
		"auditConsentRecordList": b.list("consentRecords", b.visibleRecords),
		"auditDataAgreementRead": b.auditRead(b.agreements, "dataAgreementId"),
		"auditDataAgreementList": b.list("dataAgreements", b.auditedAgreements),
	}
}
