/// What `how` says when it is asked for nothing or for help.
enum Overview {
  static let text = """
    how: keep how you think, decide with it, and learn from what happens.

      how calc '5 to 10 hour * 80 USD/hour'        compute with units and uncertainty
      how new decision 'Drill the north block?'    write a decision in your editor
      how score drill                              see what each option is worth
      how decide drill 'Shoot seismic first'       take it: what you believe now is kept
      how resolve drill payoff='190k USD'          say what really happened
      how new postmortem drill                     judge the process apart from the outcome
      how report drill -o drill-report.md          the whole story on one page

    write
      new        write a model, a decision or a postmortem
      edit       change a document, or go on with a draft
      show       read a document
      list       list documents by kind, tag, state and date
      search     find words, "phrases" and prefix*
      rename     give a document another slug
      remove     take a document away; how restore brings it back
      history    list the revisions of a document
      diff       compare two revisions
      restore    go back to an earlier revision
      merge      bring two heads of a document together

    decide
      score      what each option is worth, what would change that, what to find out
      update     record evidence about a chance
      decide     take an option
      resolve    record the outcome
      bayes      what evidence makes of a belief, without a document

    run
      calc       compute with units, ranges and distributions
      run        compute with a model
      test       hold models against their test cases
      sweep      see how outputs go with one input
      solve      find the input for an output

    share and keep
      report     write a decision's story, or those of all, as markdown
      backup     copy the store while others use it
      doctor     check the store, and rebuild what is derived

    REF is a slug, a short id like d12, or the beginning of a slug; reading verbs also take
    a file, or - for standard input. 'slug@3' is the third revision, 'slug@1f3a9c2e' one by name.

    'how help VERB' tells more; 'man how' tells all.

    """
}
